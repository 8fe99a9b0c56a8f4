package dev.windlass.api;

import dev.windlass.access.UserRole;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who comes here is sent to the provider first, and from there back and on to the console. */
@Path("/login")
@RunOnVirtualThread
@RolesAllowed(UserRole.VIEWS)
public class LoginResource {
  @GET
  @Operation(hidden = true)
  public Response get() {
    return Response.seeOther(URI.create("/")).build();
  }
}
