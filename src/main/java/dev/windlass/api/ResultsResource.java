package dev.windlass.api;

import dev.windlass.access.UserRole;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.ResultFiles;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.result.CsvCells;
import dev.windlass.result.ResultFile;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.OperationRow;
import dev.windlass.view.SubJobDetail;
import dev.windlass.view.SubJobs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/batch-jobs/{id}")
@RunOnVirtualThread
@Tag(name = "results", description = "Result files.")
@RolesAllowed(UserRole.VIEWS)
public class ResultsResource {
  private final BatchJobService service;
  private final SubJobs subJobs;
  private final ResultFiles files;

  ResultsResource(BatchJobService service, SubJobs subJobs, ResultFiles files) {
    this.service = service;
    this.subJobs = subJobs;
    this.files = files;
  }

  @GET
  @Path("result")
  @Produces({"text/csv", MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @Operation(
      summary = "The result file of a batch job that has ended",
      operationId = "getResult",
      description =
          """
          CSV, a line per sub-job in the order of the input: index, status, result, error, and the \
          columns of the input as row.<column>. A batch job of one sub-job whose operation streamed \
          a file (sql-export) has that file. Ranges and conditional requests are answered. 409 \
          before the end.""")
  public Response result(
      @PathParam("id") String id,
      @Parameter(
              description =
                  "escape (default): a cell that a spreadsheet would take for a formula has a ' before"
                      + " it. keep: cells as they are, for programs.")
          @QueryParam("formulas")
          String formulas,
      @Context HttpHeaders headers) {
    CsvCells cells = Query.cells(formulas);
    BatchJobRow row = service.get(Ids.job(id));
    return answer(files.get(row, cells), name(row.header(), null), headers);
  }

  @GET
  @Path("sub-jobs/{subJob}/result")
  @Produces({"text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @Operation(
      summary = "The result of a sub-job",
      operationId = "getSubJobResult",
      description =
          "The file that its last operation streamed, or its output as text. 404 without one.")
  public Response ofSubJob(
      @PathParam("id") String id,
      @PathParam("subJob") String subJob,
      @Context HttpHeaders headers) {
    JobId job = Ids.job(id);
    int index = Ids.index(job, subJob);
    JobHeader header = service.get(job).header();
    Optional<ResultFile> file = files.find(header, index);
    if (file.isPresent()) {
      return answer(file.get(), name(header, index), headers);
    }
    return Response.ok(output(header, index, subJob), MediaType.TEXT_PLAIN + ";charset=UTF-8")
        .build();
  }

  private String output(JobHeader header, int index, String subJob) {
    return subJobs
        .find(header, index)
        .map(SubJobDetail::result)
        .map(OperationRow::output)
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemCode.UNKNOWN_RESULT,
                    "sub-job " + subJob + " of batch job " + header.id() + " has no result"));
  }

  private Response answer(ResultFile file, String name, HttpHeaders headers) {
    return new FileAnswer(file, name).to(headers, files);
  }

  private static String name(JobHeader job, Integer index) {
    return job.definition()
        + "-"
        + (job.number() == null ? job.id() : job.number())
        + (index == null ? "" : "-" + index)
        + ".csv";
  }
}
