package dev.windlass.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class RolesCheckTest {
  @Test
  void isUpWhereEveryRoleIsWell() {
    HealthCheckResponse response =
        RolesCheck.response("roles", Map.of(Role.API, "well", Role.WORKER, "well"));
    assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
  }

  @Test
  void isDownWhereOneRoleIsNotAndSaysWhy() {
    HealthCheckResponse response =
        RolesCheck.response("roles", Map.of(Role.API, "well", Role.WORKER, "all slots are stuck"));
    assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    assertThat(response.getData().orElseThrow())
        .containsEntry("worker", "all slots are stuck")
        .containsEntry("api", "well");
  }
}
