package dev.windlass.compat.xserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.testkit.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final String PREFIX = "windlass.xserver.operations.";

  private final Map<String, String> settings = new HashMap<>();

  @Test
  void anOperationIsFoundByItsServiceAndName() {
    add("geocode", "XOwn", "startSearch", "fetchFoundResponse", "default/geocode");
    Catalogue catalogue = catalogue();
    assertThat(catalogue.started("XOwn", "startSearch")).isPresent();
    assertThat(catalogue.fetched("XOwn", "fetchFoundResponse").orElseThrow().responseType())
        .isEqualTo("FoundResponse");
    assertThat(catalogue.started("XLocate", "startSearch")).isEmpty();
    assertThat(catalogue.started("XOwn", "startsearch")).isEmpty();
    assertThatCode(() -> catalogue.require("XOwn", "2.26")).doesNotThrowAnyException();
  }

  @Test
  void aVersionIsANumberOrExperimental() {
    Catalogue catalogue = catalogue();
    for (String version : new String[] {null, "2", "2.26", "2.26.1", "experimental"}) {
      assertThatCode(() -> catalogue.require("XRuntime", version)).doesNotThrowAnyException();
    }
    for (String version : new String[] {"", "latest", "2.", "2.26.1.4", "v2", "Experimental"}) {
      assertThatThrownBy(() -> catalogue.require("XRuntime", version))
          .isInstanceOf(Fault.class)
          .hasMessage("there is no version " + version);
    }
    assertThatThrownBy(() -> catalogue.require("xruntime", "2.26")).isInstanceOf(Fault.class);
  }

  @Test
  void aWrongOperationIsNamed() {
    add("geocode", "XOwn", "startSearch", "fetchFound", "geocode");
    assertThatThrownBy(this::catalogue)
        .hasMessageStartingWith("windlass.xserver.operations.geocode: 'definition' must be");
    add("geocode", "XOwn", "startSearch", "fetchFound", "default/geocode");
    add("other", "XOwn", "startSearch", "fetchOther", "default/geocode");
    assertThatThrownBy(this::catalogue)
        .hasMessageEndingWith("another operation of XOwn is called the same");
  }

  private void add(String key, String service, String start, String fetch, String definition) {
    settings.put(PREFIX + key + ".service", service);
    settings.put(PREFIX + key + ".start", start);
    settings.put(PREFIX + key + ".fetch", fetch);
    settings.put(PREFIX + key + ".definition", definition);
  }

  private Catalogue catalogue() {
    return new Catalogue(Settings.of(XServerConfig.class, settings));
  }
}
