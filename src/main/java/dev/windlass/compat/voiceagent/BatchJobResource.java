package dev.windlass.compat.voiceagent;

import dev.windlass.access.UserRole;
import dev.windlass.control.Caller;
import dev.windlass.control.Refusal;
import dev.windlass.job.JobId;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/voice-agent-tester/v1/worker/{worker}/batchJob")
@RunOnVirtualThread
@Tag(name = "voice agent tester")
@RolesAllowed(UserRole.VIEWS)
public class BatchJobResource {
  private final Workers workers;
  private final Runs runs;
  private final Jobs jobs;

  BatchJobResource(Workers workers, Runs runs, Jobs jobs) {
    this.workers = workers;
    this.runs = runs;
    this.jobs = jobs;
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Create a batch job and start it", operationId = "vaCreateBatchJob")
  public Response create(
      @PathParam("worker") String worker,
      @QueryParam("concurrent") String concurrent,
      @QueryParam("jobsPerSecond") String jobsPerSecond,
      @Context SecurityContext caller) {
    JobId id =
        runs.create(
            workers.key(worker),
            JobKind.BATCH_JOB,
            Numbers.concurrent(concurrent),
            Numbers.jobsPerSecond(jobsPerSecond),
            Caller.of(caller));
    return IdJson.created(Ids.text(id));
  }

  @DELETE
  @RolesAllowed(UserRole.OPERATES)
  @Operation(summary = "Delete all batch jobs of a worker", operationId = "vaDeleteBatchJobs")
  public Response deleteAll(@PathParam("worker") String worker, @Context SecurityContext caller) {
    runs.deleteAll(workers.key(worker), JobKind.BATCH_JOB, Caller.of(caller));
    return Response.ok().build();
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "A batch job and its sub-jobs", operationId = "vaGetBatchJob")
  public BatchJobJson get(@PathParam("worker") String worker, @PathParam("id") String id) {
    return jobs.batchJob(
        runs.get(workers.key(worker), JobKind.BATCH_JOB, Ids.batchJob(id)).header());
  }

  @DELETE
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}")
  @Operation(summary = "Delete a batch job, also while it runs", operationId = "vaDeleteBatchJob")
  public Response delete(
      @PathParam("worker") String worker,
      @PathParam("id") String id,
      @Context SecurityContext caller) {
    runs.delete(workers.key(worker), JobKind.BATCH_JOB, Ids.batchJob(id), Caller.of(caller));
    return Response.ok().build();
  }

  @PUT
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}/{verb}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "start, stop, pause or unpause a batch job",
      operationId = "vaDirectBatchJob",
      description = "jobsPerSecond counts for start and unpause.")
  public Response direct(
      @PathParam("worker") String worker,
      @PathParam("id") String id,
      @PathParam("verb") String segment,
      @QueryParam("jobsPerSecond") String jobsPerSecond,
      @Context SecurityContext caller) {
    Verb verb = Verb.ofSegment(segment).orElseThrow(Answer::notFound);
    Double perSecond = verb.takesRate() ? Numbers.jobsPerSecond(jobsPerSecond) : null;
    runs.direct(
        workers.key(worker),
        JobKind.BATCH_JOB,
        Ids.batchJob(id),
        verb,
        perSecond,
        Caller.of(caller));
    return Response.ok().build();
  }

  @ServerExceptionMapper
  public Response refusal(Refusal refusal) {
    return Answer.of(refusal);
  }

  @ServerExceptionMapper
  public Response answer(Answer answer) {
    return answer.response();
  }
}
