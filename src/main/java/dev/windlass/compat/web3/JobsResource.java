package dev.windlass.compat.web3;

import dev.windlass.access.UserRole;
import dev.windlass.control.Caller;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/topicmaps/{tm}/jobs")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
@Tag(name = "web3", description = "The jobs of NetworkedPlanet's Web3: XML, JSON and HTML.")
@RolesAllowed(UserRole.VIEWS)
public class JobsResource {
  static final String FORMAT = "format";

  private final Jobs jobs;
  private final JobFinder finder;
  private final Representations representations;
  private final Web3Config config;

  JobsResource(Jobs jobs, JobFinder finder, Representations representations, Web3Config config) {
    this.jobs = jobs;
    this.finder = finder;
    this.representations = representations;
    this.config = config;
  }

  @GET
  @Operation(summary = "List the jobs of a topic map, newest first", operationId = "web3ListJobs")
  public Response list(
      @PathParam("tm") String topicMap,
      @QueryParam(FORMAT) String format,
      @QueryParam("start") String start,
      @QueryParam("count") String count,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Format wanted = Format.of(format, headers.getAcceptableMediaTypes());
    int from = whole("start", start, 0, 0, config.maxStart());
    int most = whole("count", count, config.count(), 1, config.maxCount());
    List<Job> found = finder.list(topicMap, from, most + 1);
    List<Job> shown = found.subList(0, Math.min(most, found.size()));
    byte[] body = representations.write(representations.jobs(shown, addresses(uri)), wanted);
    Response.ResponseBuilder answer = Shown.answer(200, wanted, headers).entity(body);
    if (found.size() > most) {
      UriBuilder next = uri.getRequestUriBuilder();
      answer.link(
          next.replaceQueryParam("start", from + most).replaceQueryParam("count", most).build(),
          "next");
    }
    return answer.build();
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Create a job, and queue it where its Status says so",
      operationId = "web3CreateJob")
  public Response create(
      @PathParam("tm") String topicMap,
      @QueryParam(FORMAT) String format,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext caller,
      InputStream body) {
    Format wanted = Format.of(format, headers.getAcceptableMediaTypes());
    JobRepr asked = JobBody.read(body, headers.getMediaType(), config.maxBodyBytes());
    Shown shown = shown(jobs.create(topicMap, asked, Caller.of(caller)), uri);
    return shown
        .answer(201, wanted, headers, representations)
        .header(HttpHeaders.LOCATION, shown.job().address())
        .build();
  }

  @GET
  @Path("{job}")
  @Operation(summary = "A job and its status", operationId = "web3GetJob")
  public Response get(
      @PathParam("tm") String topicMap,
      @PathParam("job") String id,
      @QueryParam(FORMAT) String format,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Format wanted = Format.of(format, headers.getAcceptableMediaTypes());
    Shown shown = shown(finder.find(topicMap, id), uri);
    return shown.isKnown(wanted, headers)
        ? shown.notModified(wanted, headers).build()
        : shown.answer(200, wanted, headers, representations).build();
  }

  @PUT
  @RolesAllowed(UserRole.OPERATES)
  @Path("{job}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Change a job that is Created or Queued; Status Queued starts it",
      operationId = "web3ChangeJob")
  public Response change(
      @PathParam("tm") String topicMap,
      @PathParam("job") String id,
      @QueryParam(FORMAT) String format,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext caller,
      InputStream body) {
    Format wanted = Format.of(format, headers.getAcceptableMediaTypes());
    JobRepr asked = JobBody.read(body, headers.getMediaType(), config.maxBodyBytes());
    Job job = jobs.change(topicMap, id, asked, seen(uri, headers), Caller.of(caller));
    return shown(job, uri).answer(200, wanted, headers, representations).build();
  }

  @DELETE
  @RolesAllowed(UserRole.OPERATES)
  @Path("{job}")
  @Operation(summary = "Cancel a job that is Created or Queued", operationId = "web3CancelJob")
  public Response cancel(
      @PathParam("tm") String topicMap,
      @PathParam("job") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext caller) {
    jobs.cancel(topicMap, id, seen(uri, headers), Caller.of(caller));
    return Response.noContent().build();
  }

  // What is not there is said in the product's own form, too.

  @PUT
  @RolesAllowed(UserRole.OPERATES)
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response putAll() {
    throw notAllowed("the list of jobs takes GET and POST");
  }

  @DELETE
  @RolesAllowed(UserRole.OPERATES)
  @Operation(hidden = true)
  public Response deleteAll() {
    throw notAllowed("the list of jobs takes GET and POST");
  }

  @POST
  @RolesAllowed(UserRole.OPERATES)
  @Path("{job}")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response postOne() {
    throw notAllowed("a job takes GET, HEAD, PUT and DELETE");
  }

  @GET
  @Path("{job}/{rest:.+}")
  @Operation(hidden = true)
  public Response below() {
    throw new Refusal(ProblemCode.NO_SUCH_ROUTE, "there is nothing below a job");
  }

  @ServerExceptionMapper
  public Response refused(Throwable failure, UriInfo uri, HttpHeaders headers) {
    return FailureAnswer.of(failure, uri, headers);
  }

  private Consumer<Job> seen(UriInfo uri, HttpHeaders headers) {
    String tags = headers.getHeaderString(HttpHeaders.IF_MATCH);
    return tags == null ? null : job -> shown(job, uri).require(tags);
  }

  private Shown shown(Job job, UriInfo uri) {
    return new Shown(representations.job(job, addresses(uri)));
  }

  private static Addresses addresses(UriInfo uri) {
    String path = uri.getAbsolutePath().getRawPath();
    int end = path.indexOf("/jobs", path.indexOf("/topicmaps/") + "/topicmaps/".length());
    String jobs = path.substring(0, end) + "/jobs";
    return new Addresses(uri.getBaseUri(), uri.getBaseUriBuilder().replacePath(jobs).build());
  }

  private static Refusal notAllowed(String what) {
    return new Refusal(ProblemCode.METHOD_NOT_ALLOWED, what);
  }

  private static int whole(String name, String value, int otherwise, int least, int most) {
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Refusal.invalid(name, value, "must be a number, " + least + " to " + most);
  }
}
