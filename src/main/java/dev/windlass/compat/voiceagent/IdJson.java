package dev.windlass.compat.voiceagent;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What a create answers. */
record IdJson(String id) {
  static Response created(String id) {
    return Response.status(Response.Status.CREATED)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(new IdJson(id))
        .build();
  }
}
