package dev.windlass.compat.web3;

import dev.windlass.access.UserRole;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The same below the service root that the product's own pages have. */
@Path("/web3/topicmaps/{tm}/jobs")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
@RolesAllowed(UserRole.VIEWS)
public class RootedJobsResource extends JobsResource {
  RootedJobsResource(
      Jobs jobs, JobFinder finder, Representations representations, Web3Config config) {
    super(jobs, finder, representations, config);
  }

  @Override
  @ServerExceptionMapper
  public Response refused(Throwable failure, UriInfo uri, HttpHeaders headers) {
    return super.refused(failure, uri, headers);
  }
}
