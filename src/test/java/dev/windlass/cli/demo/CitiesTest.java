package dev.windlass.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CitiesTest {
  @TempDir private Path directory;

  @Test
  void isFoundInASourceTreeAndBesideAPackagedProgram() throws Exception {
    Path tree = Files.createDirectories(directory.resolve("tree/deploy/examples"));
    Path beside = Files.createDirectories(directory.resolve("packaged/examples"));
    Path inTree = Files.writeString(tree.resolve("cities.csv"), "");
    Path packaged = Files.writeString(beside.resolve("cities.csv"), "");
    assertThat(Cities.find(directory.resolve("tree/target/quarkus-app/quarkus-run.jar")))
        .hasValue(inTree);
    assertThat(Cities.find(directory.resolve("packaged/quarkus-app/quarkus-run.jar")))
        .hasValue(packaged);
    assertThat(Cities.find(directory.resolve("elsewhere/quarkus-run.jar"))).isEmpty();
  }

  @Test
  void theFirstRowsAreWrittenAsTheyStand() throws Exception {
    Path file = directory.resolve("cities.csv");
    String text =
        """
        geonameId,name,country
        1,"Washington, D.C.",US
        2,Ürümqi,CN
        3,Rotterdam,NL
        """;
    Cities cities = Cities.read(Files.writeString(file, text)).first(2);
    assertThat(cities.csv()).isEqualTo(text.substring(0, text.indexOf("3,")));
    assertThat(cities.size()).isEqualTo(2);
    assertThat(cities.number(1)).isEqualTo(2);
    assertThat(cities.name(0)).isEqualTo("Washington, D.C. (US)");
  }
}
