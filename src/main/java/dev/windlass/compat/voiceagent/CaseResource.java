package dev.windlass.compat.voiceagent;

import dev.windlass.access.UserRole;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/voice-agent-tester/v1/case")
@RunOnVirtualThread
@Tag(name = "voice agent tester", description = "IBM Voice Agent Tester: cases, workers, jobs.")
@RolesAllowed(UserRole.VIEWS)
public class CaseResource {
  private final TestCases cases;
  private final VoiceAgentConfig config;

  CaseResource(TestCases cases, VoiceAgentConfig config) {
    this.cases = cases;
    this.config = config;
  }

  @POST
  @RolesAllowed(UserRole.EDITS)
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Create a test case", operationId = "vaCreateCase")
  public Response create(InputStream body) {
    return IdJson.created(cases.create(read(body)));
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The test cases of a namespace", operationId = "vaListCases")
  public List<CaseJson> list(
      @QueryParam("namespace") @DefaultValue(TestCase.DEFAULT_NAMESPACE) String namespace) {
    return cases.list(namespace).stream().map(CaseJson::of).toList();
  }

  @DELETE
  @RolesAllowed(UserRole.EDITS)
  @Operation(summary = "Delete the test cases of a namespace", operationId = "vaDeleteCases")
  public Response deleteAll(
      @QueryParam("namespace") @DefaultValue(TestCase.DEFAULT_NAMESPACE) String namespace) {
    cases.deleteAll(namespace);
    return Response.ok().build();
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "A test case", operationId = "vaGetCase")
  public CaseJson get(@PathParam("id") String id) {
    return CaseJson.of(cases.get(id));
  }

  @PUT
  @RolesAllowed(UserRole.EDITS)
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Replace a test case", operationId = "vaPutCase")
  public Response put(@PathParam("id") String id, InputStream body) {
    cases.put(id, read(body));
    return Response.ok().build();
  }

  @DELETE
  @RolesAllowed(UserRole.EDITS)
  @Path("{id}")
  @Operation(summary = "Delete a test case", operationId = "vaDeleteCase")
  public Response delete(@PathParam("id") String id) {
    cases.delete(id);
    return Response.ok().build();
  }

  private TestCase read(InputStream body) {
    return Body.read(body, TestCase.class, config.maxJsonBytes());
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
