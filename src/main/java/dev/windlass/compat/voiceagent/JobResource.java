package dev.windlass.compat.voiceagent;

import dev.windlass.access.UserRole;
import dev.windlass.control.Caller;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Refusal;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Jobs, and what can be seen of the sub-jobs of batch jobs: they take nothing but a GET. */
@Path("/voice-agent-tester/v1/worker/{worker}/job")
@RunOnVirtualThread
@Tag(name = "voice agent tester")
@RolesAllowed(UserRole.VIEWS)
public class JobResource {
  private static final int ONE = 1;

  private final Workers workers;
  private final Runs runs;
  private final Jobs jobs;

  JobResource(Workers workers, Runs runs, Jobs jobs) {
    this.workers = workers;
    this.runs = runs;
    this.jobs = jobs;
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Create a job and start it", operationId = "vaCreateJob")
  public Response create(@PathParam("worker") String worker, @Context SecurityContext caller) {
    JobId id = runs.create(workers.key(worker), JobKind.JOB, ONE, null, Caller.of(caller));
    return IdJson.created(Ids.text(id));
  }

  @DELETE
  @RolesAllowed(UserRole.OPERATES)
  @Operation(summary = "Delete all jobs of a worker", operationId = "vaDeleteJobs")
  public Response deleteAll(@PathParam("worker") String worker, @Context SecurityContext caller) {
    runs.deleteAll(workers.key(worker), JobKind.JOB, Caller.of(caller));
    return Response.ok().build();
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "A job, or a sub-job of a batch job", operationId = "vaGetJob")
  public JobJson get(@PathParam("worker") String worker, @PathParam("id") String id) {
    DefinitionKey key = workers.key(worker);
    UUID uuid = Ids.parse(id).orElseThrow(Answer::notFound);
    int index = JobId.indexOf(uuid);
    return index < 0
        ? jobs.job(runs.get(key, JobKind.JOB, new JobId(uuid)).header())
        : jobs.subJob(runs.get(key, JobId.ofSubJob(uuid)).header(), index);
  }

  @DELETE
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}")
  @Operation(summary = "Delete a job, also while it runs", operationId = "vaDeleteJob")
  public Response delete(
      @PathParam("worker") String worker,
      @PathParam("id") String id,
      @Context SecurityContext caller) {
    DefinitionKey key = workers.key(worker);
    runs.delete(key, JobKind.JOB, job(key, id), Caller.of(caller));
    return Response.ok().build();
  }

  @PUT
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}/{verb}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "start, stop, pause or unpause a job", operationId = "vaDirectJob")
  public Response direct(
      @PathParam("worker") String worker,
      @PathParam("id") String id,
      @PathParam("verb") String segment,
      @Context SecurityContext caller) {
    DefinitionKey key = workers.key(worker);
    JobId job = job(key, id);
    Verb verb = Verb.ofSegment(segment).orElseThrow(Answer::notFound);
    runs.direct(key, JobKind.JOB, job, verb, null, Caller.of(caller));
    return Response.ok().build();
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response post(@PathParam("worker") String worker, @PathParam("id") String id) {
    return notAllowed(worker, id);
  }

  @PUT
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response put(@PathParam("worker") String worker, @PathParam("id") String id) {
    return notAllowed(worker, id);
  }

  @PATCH
  @RolesAllowed(UserRole.OPERATES)
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response patch(@PathParam("worker") String worker, @PathParam("id") String id) {
    return notAllowed(worker, id);
  }

  private Response notAllowed(String worker, String id) {
    job(workers.key(worker), id);
    throw Answer.methodNotAllowed();
  }

  /** What a sub-job is asked for is refused with the batch job that can be asked instead. */
  private JobId job(DefinitionKey worker, String id) {
    UUID uuid = Ids.parse(id).orElseThrow(Answer::notFound);
    if (JobId.indexOf(uuid) < 0) {
      return new JobId(uuid);
    }
    JobHeader parent = runs.get(worker, JobId.ofSubJob(uuid)).header();
    throw Answer.invalid(
        "Job: %s is a sub job for batch job: %s".formatted(Ids.text(uuid), Ids.text(parent.id())));
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
