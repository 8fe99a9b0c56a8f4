package dev.windlass.compat.xserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.access.UserRole;
import dev.windlass.compat.xserver.Bodies.WatchRequest;
import dev.windlass.compat.xserver.Catalogue.Operation;
import dev.windlass.control.Caller;
import dev.windlass.control.Failures;
import dev.windlass.control.OwnLimit;
import dev.windlass.control.Refusal;
import dev.windlass.job.JobHeader;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The addresses of the product's JSON form. Whatever a client accepts, it gets JSON. */
@Path("/services/rs")
@RunOnVirtualThread
@Tag(name = "xserver", description = "The background jobs of PTV xServer 2.")
@RolesAllowed(UserRole.VIEWS)
public class JobResource {
  private final Jobs jobs;
  private final Catalogue catalogue;
  private final Starts starts;
  private final Fetches fetches;
  private final Results results;
  private final XServerConfig config;

  JobResource(
      Jobs jobs,
      Catalogue catalogue,
      Starts starts,
      Fetches fetches,
      Results results,
      XServerConfig config) {
    this.jobs = jobs;
    this.catalogue = catalogue;
    this.starts = starts;
    this.fetches = fetches;
    this.results = results;
    this.config = config;
  }

  @POST
  @Blocking
  @OwnLimit
  @Path("{service}/watchJob")
  @Consumes(MediaType.WILDCARD)
  @org.eclipse.microprofile.openapi.annotations.Operation(
      summary = "Wait for the next progress of a job",
      operationId = "xserverWatchJobOfAnyVersion")
  public Uni<Response> watch(@PathParam("service") String service, InputStream body) {
    return watch(service, null, body);
  }

  @POST
  @Blocking
  @OwnLimit
  @Path("{service}/{version}/watchJob")
  @Consumes(MediaType.WILDCARD)
  @org.eclipse.microprofile.openapi.annotations.Operation(
      summary = "Wait for the next progress of a job",
      operationId = "xserverWatchJob")
  public Uni<Response> watch(
      @PathParam("service") String service,
      @PathParam("version") String version,
      InputStream body) {
    catalogue.require(service, version);
    WatchRequest asked = WatchRequest.of(small(body));
    return Uni.createFrom().completionStage(() -> jobs.watch(asked)).map(JobResource::ok);
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{service}/{operation}")
  @Consumes(MediaType.WILDCARD)
  @org.eclipse.microprofile.openapi.annotations.Operation(
      summary = "Start, stop, delete or fetch a job",
      operationId = "xserverCallOfAnyVersion")
  public Response call(
      @PathParam("service") String service,
      @PathParam("operation") String operation,
      @Context SecurityContext caller,
      InputStream body) {
    return call(service, null, operation, caller, body);
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{service}/{version}/{operation}")
  @Consumes(MediaType.WILDCARD)
  @org.eclipse.microprofile.openapi.annotations.Operation(
      summary = "Start, stop, delete or fetch a job",
      operationId = "xserverCall",
      description =
          "stopJob, deleteJob, and what windlass.xserver.operations names for the service.")
  public Response call(
      @PathParam("service") String service,
      @PathParam("version") String version,
      @PathParam("operation") String operation,
      @Context SecurityContext caller,
      InputStream body) {
    catalogue.require(service, version);
    return switch (operation) {
      case "stopJob" -> ok(jobs.stop(Bodies.jobId(small(body)), Caller.of(caller)));
      case "deleteJob" -> ok(jobs.delete(Bodies.jobId(small(body)), Caller.of(caller)));
      default -> configured(service, operation, Caller.of(caller), body);
    };
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{rest: .*}")
  @Consumes(MediaType.WILDCARD)
  @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
  public Response post(@PathParam("rest") String rest) {
    throw nothing(rest);
  }

  @GET
  @Path("{rest: .*}")
  @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
  public Response get(@PathParam("rest") String rest) {
    return onlyPost();
  }

  @HEAD
  @Path("{rest: .*}")
  @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
  public Response head(@PathParam("rest") String rest) {
    return onlyPost();
  }

  @PUT
  @RolesAllowed(UserRole.OPERATES)
  @Path("{rest: .*}")
  @Consumes(MediaType.WILDCARD)
  @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
  public Response put(@PathParam("rest") String rest) {
    return onlyPost();
  }

  @PATCH
  @RolesAllowed(UserRole.OPERATES)
  @Path("{rest: .*}")
  @Consumes(MediaType.WILDCARD)
  @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
  public Response patch(@PathParam("rest") String rest) {
    return onlyPost();
  }

  @DELETE
  @RolesAllowed(UserRole.OPERATES)
  @Path("{rest: .*}")
  @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
  public Response delete(@PathParam("rest") String rest) {
    return onlyPost();
  }

  @ServerExceptionMapper
  public Response fault(Fault fault) {
    return json(fault.status(), fault.json())
        .header(HttpHeaders.RETRY_AFTER, fault.retryAfterSeconds())
        .build();
  }

  @ServerExceptionMapper
  public Response refusal(Refusal refusal) {
    return fault(Fault.of(refusal));
  }

  @ServerExceptionMapper
  public Response unexpected(RuntimeException failure, UriInfo uri) {
    return refusal(Failures.refusal(failure, uri.getPath()));
  }

  private Response configured(String service, String name, String caller, InputStream body) {
    Optional<Operation> started = catalogue.started(service, name);
    if (started.isPresent()) {
      ObjectNode asked = Bodies.read(body, config.maxStartBytes().asLongValue());
      return ok(starts.start(started.get(), asked, caller));
    }
    Operation fetched =
        catalogue.fetched(service, name).orElseThrow(() -> nothing(service + "/" + name));
    JobHeader job = fetches.fetch(fetched, Bodies.jobId(small(body)));
    StreamingOutput response = out -> results.write(fetched, job, out);
    return ok(response);
  }

  private ObjectNode small(InputStream body) {
    return Bodies.read(body, config.maxRequestBytes().asLongValue());
  }

  private static Fault nothing(String rest) {
    return new Fault(Fault.Kind.NOT_CONFIGURED, "there is no operation " + rest);
  }

  private static Response onlyPost() {
    FaultJson fault =
        new Fault(Fault.Kind.INVALID_REQUEST, "operations are asked for with POST").json();
    return json(405, fault).header(HttpHeaders.ALLOW, "POST").build();
  }

  private static Response ok(Object entity) {
    return json(200, entity).build();
  }

  private static Response.ResponseBuilder json(int status, Object entity) {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(entity);
  }
}
