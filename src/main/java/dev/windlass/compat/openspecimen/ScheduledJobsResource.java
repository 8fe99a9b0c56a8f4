package dev.windlass.compat.openspecimen;

import dev.windlass.access.UserRole;
import dev.windlass.compat.openspecimen.ScheduledJob.Type;
import dev.windlass.compat.openspecimen.ScheduledJobs.Known;
import dev.windlass.control.Caller;
import dev.windlass.control.Failures;
import dev.windlass.control.Refusal;
import dev.windlass.result.ResultFile;
import dev.windlass.view.BatchJobRow;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/scheduled-jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "openspecimen", description = "OpenSpecimen's scheduled jobs.")
@RolesAllowed(UserRole.VIEWS)
public class ScheduledJobsResource {
  private final ScheduledJobs jobs;
  private final JobAnswers answers;
  private final JobRuns runs;
  private final OpenSpecimenConfig config;

  ScheduledJobsResource(
      ScheduledJobs jobs, JobAnswers answers, JobRuns runs, OpenSpecimenConfig config) {
    this.jobs = jobs;
    this.answers = answers;
    this.runs = runs;
    this.config = config;
  }

  @GET
  @Operation(summary = "The scheduled jobs", operationId = "osListScheduledJobs")
  public List<ScheduledJobJson> list(
      @QueryParam("query") String query,
      @QueryParam("type") String type,
      @QueryParam("startAt") String startAt,
      @QueryParam("maxResults") String maxResults) {
    int start = Numbers.query("startAt", startAt, 0, 0, Integer.MAX_VALUE);
    return jobs.list(filter(query, type), start, most(maxResults)).stream()
        .map(answers::listed)
        .toList();
  }

  record Count(long count) {}

  @GET
  @Path("count")
  @Operation(summary = "How many there are", operationId = "osCountScheduledJobs")
  public Count count(@QueryParam("query") String query, @QueryParam("type") String type) {
    return new Count(jobs.count(filter(query, type)));
  }

  @POST
  @RolesAllowed(UserRole.EDITS)
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Create one", operationId = "osCreateScheduledJob")
  public ScheduledJobJson create(@Context SecurityContext caller, InputStream body) {
    Instant now = now();
    ScheduledJob asked = JobRules.read(body(body), dates(), Caller.of(caller), now);
    return answers.of(jobs.create(asked, now));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One of them", operationId = "osGetScheduledJob")
  public ScheduledJobJson get(@PathParam("id") String id) {
    return answers.of(job(id));
  }

  @PUT
  @RolesAllowed(UserRole.EDITS)
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Replace it", operationId = "osUpdateScheduledJob")
  public ScheduledJobJson update(@PathParam("id") String id, InputStream body) {
    Known known = job(id);
    Instant now = now();
    ScheduledJob asked = JobRules.read(body(body), dates(), known.job().createdBy(), now);
    return answers.of(jobs.update(known.id(), asked, now));
  }

  @DELETE
  @RolesAllowed(UserRole.EDITS)
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Delete it",
      operationId = "osDeleteScheduledJob",
      description = "Its runs can still be read.")
  public ScheduledJobJson delete(@PathParam("id") String id) {
    return answers.of(jobs.delete(job(id).id(), now()));
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}/runs")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Run it now, unless it runs or is not active",
      operationId = "osRunScheduledJob",
      description = "Location is the run's address, where this call made one.")
  public Response run(
      @PathParam("id") String id,
      @Context SecurityContext caller,
      @Context ContainerRequestContext request,
      InputStream body) {
    Known known = job(id);
    String args = JobBody.readOrEmpty(body, config.maxJsonBytes()).text("args");
    String location = null;
    if (known.job().active(now())) {
      location =
          runs.start(known, args, Caller.of(caller))
              .map(run -> Addresses.jobs(request) + "/" + known.id() + "/runs/" + run)
              .orElse(null);
    }
    return Response.ok(answers.of(known)).header(HttpHeaders.LOCATION, location).build();
  }

  @GET
  @Path("{id}/runs")
  @Operation(summary = "Its runs, newest first", operationId = "osListJobRuns")
  public List<RunJson> runs(
      @PathParam("id") String id,
      @QueryParam("fromDate") String fromDate,
      @QueryParam("toDate") String toDate,
      @QueryParam("status") String status,
      @QueryParam("maxResults") String maxResults) {
    Known known = job(id);
    JobRuns.Filter filter =
        new JobRuns.Filter(
            dates().parse("fromDate", fromDate),
            dates().parse("toDate", toDate),
            word("status", status, RunStatus.values()));
    return runs.list(known, filter, most(maxResults)).stream()
        .map(row -> answers.run(known, row))
        .toList();
  }

  @GET
  @Path("{id}/runs/{run}")
  @Operation(summary = "One of its runs", operationId = "osGetJobRun")
  public RunJson run(@PathParam("id") String id, @PathParam("run") String run) {
    Known known = job(id);
    return answers.run(known, runs.get(known, Numbers.id("runId", run)));
  }

  @GET
  @Path("{id}/runs/{run}/result-file")
  @Produces({"text/csv", MediaType.WILDCARD})
  @Operation(summary = "What it has returned, as CSV", operationId = "osGetJobRunResult")
  public Response resultFile(@PathParam("id") String id, @PathParam("run") String run) {
    Known known = job(id);
    BatchJobRow row = runs.get(known, Numbers.id("runId", run));
    ResultFile file = answers.file(row);
    return Response.ok(answers.read(file))
        .header(HttpHeaders.CONTENT_LENGTH, file.size())
        .type("text/csv; charset=UTF-8")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment;filename=\"" + FileName.of(known, row.header().number()) + "\"")
        .build();
  }

  @ServerExceptionMapper
  public Response wrong(UserError error) {
    return Response.status(400).type(MediaType.APPLICATION_JSON).entity(error.errors()).build();
  }

  @ServerExceptionMapper
  public Response refusal(Refusal refusal) {
    return ErrorJson.answer(refusal);
  }

  @ServerExceptionMapper
  public Response stranger(SecurityException refused, UriInfo uri) {
    return refusal(Failures.refusal(refused, uri.getPath()));
  }

  private Known job(String id) {
    return jobs.get(Numbers.id("jobId", id));
  }

  private JobBody body(InputStream body) {
    return JobBody.read(body, config.maxJsonBytes());
  }

  private DateText dates() {
    return new DateText(config.timeZone());
  }

  private int most(String maxResults) {
    int most = Numbers.query("maxResults", maxResults, 100, 1, Integer.MAX_VALUE);
    return Math.min(most, config.maxResults());
  }

  /** EXTERNAL is a type of the product, of which there are no jobs here. */
  private static ScheduledJobs.Filter filter(String query, String type) {
    try {
      return new ScheduledJobs.Filter(
          query == null || query.isBlank() ? null : query.strip(),
          word("type", type, Type.values()));
    } catch (UserError e) {
      throw new UserError(ErrorCode.INVALID_TYPE, e.errors().getFirst().message());
    }
  }

  /** Null where nothing is said. */
  private static <E extends Enum<E>> E word(String name, String text, E[] all) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return Arrays.stream(all)
        .filter(each -> each.name().equals(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.invalid(
                    "'%s' must be one of %s, found '%s'"
                        .formatted(name, Arrays.toString(all), text)));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
