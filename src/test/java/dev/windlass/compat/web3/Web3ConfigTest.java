package dev.windlass.compat.web3;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Web3ConfigTest {
  private static final int ABOVE_THE_DEFAULTS = 100;

  @Test
  void theTypesAreDefinitionsOfTheirOwnNamesUnlessTheConfigurationNamesOthers() {
    Web3Config.Definitions names = with(Map.of()).definitions();
    assertThat(JobType.TRANSACTION.definition(names)).isEqualTo("transaction");
    assertThat(JobType.IMPORT.definition(names)).isEqualTo("import");
    assertThat(JobType.EXPORT.definition(names)).isEqualTo("export");
    assertThat(JobType.SCHEMA_SYNC.definition(names)).isEqualTo("schema-sync");
    for (JobType type : JobType.values()) {
      if (type != JobType.NULL) {
        Web3Config.Definitions others = with(Map.of(type.setting(), "load")).definitions();
        assertThat(type.definition(others)).as(type.setting()).isEqualTo("load");
        assertThat(JobType.ofDefinition("load", others)).isEqualTo(type);
        assertThat(JobType.ofDefinition(type.definition(names), others)).isEqualTo(JobType.NULL);
      }
    }
  }

  @Test
  void datesInJsonAreIsoUnlessTheConfigurationSaysMicrosoft() {
    assertThat(with(Map.of()).jsonDates()).isEqualTo(Web3Config.JsonDates.ISO);
    assertThat(with(Map.of("windlass.web3.json-dates", "microsoft")).jsonDates())
        .isEqualTo(Web3Config.JsonDates.MICROSOFT);
  }

  private static Web3Config with(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(Web3Config.class)
        .withConverter(Duration.class, 1, Duration::parse)
        .withSources(new PropertiesConfigSource(settings, "test", ABOVE_THE_DEFAULTS))
        .build()
        .getConfigMapping(Web3Config.class);
  }
}
