package dev.windlass.compat.voiceagent;

import dev.windlass.access.UserRole;
import dev.windlass.control.Caller;
import dev.windlass.control.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/voice-agent-tester/v1/worker")
@RunOnVirtualThread
@Tag(name = "voice agent tester")
@RolesAllowed(UserRole.VIEWS)
public class WorkerResource {
  private final Workers workers;
  private final VoiceAgentConfig config;

  WorkerResource(Workers workers, VoiceAgentConfig config) {
    this.workers = workers;
    this.config = config;
  }

  @POST
  @RolesAllowed(UserRole.EDITS)
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Create a worker", operationId = "vaCreateWorker")
  public Response create(InputStream body) {
    return IdJson.created(workers.create(read(body)));
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The workers of a namespace", operationId = "vaListWorkers")
  public List<WorkerJson> list(
      @QueryParam("namespace") @DefaultValue(TestCase.DEFAULT_NAMESPACE) String namespace) {
    return workers.list(namespace);
  }

  @DELETE
  @RolesAllowed(UserRole.EDITS)
  @Operation(
      summary = "Delete the workers of a namespace that were created here",
      operationId = "vaDeleteWorkers")
  public Response deleteAll(
      @QueryParam("namespace") @DefaultValue(TestCase.DEFAULT_NAMESPACE) String namespace,
      @Context SecurityContext caller) {
    workers.deleteAll(namespace, Caller.of(caller));
    return Response.ok().build();
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "A worker and its jobs", operationId = "vaGetWorker")
  public WorkerJson get(@PathParam("id") String id) {
    return workers.get(id);
  }

  @PUT
  @RolesAllowed(UserRole.EDITS)
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Replace a worker",
      operationId = "vaPutWorker",
      description = "What runs is not changed; the next start is of the new one.")
  public Response put(@PathParam("id") String id, InputStream body) {
    workers.put(id, read(body));
    return Response.ok().build();
  }

  @DELETE
  @RolesAllowed(UserRole.EDITS)
  @Path("{id}")
  @Operation(summary = "Delete a worker and all its jobs", operationId = "vaDeleteWorker")
  public Response delete(@PathParam("id") String id, @Context SecurityContext caller) {
    workers.delete(id, Caller.of(caller));
    return Response.ok().build();
  }

  private Worker read(InputStream body) {
    return Body.read(body, Worker.class, config.maxJsonBytes());
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
