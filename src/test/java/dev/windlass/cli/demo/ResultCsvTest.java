package dev.windlass.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultCsvTest {
  @TempDir private Path directory;
  private Cities cities;
  private Path file;

  @BeforeEach
  void read() throws Exception {
    Path source = directory.resolve("cities.csv");
    cities =
        Cities.read(Files.writeString(source, "geonameId,name\n1,\"Washington, D.C.\"\n2,Bonn\n"));
    file = directory.resolve("result.csv");
  }

  @Test
  void appearsWholeUnderItsName() throws Exception {
    try (ResultCsv csv = ResultCsv.begin(file, cities.columns())) {
      csv.add(cities.rows().get(0), new Told(0, "completed", 2, 1, "{\"km\":1.5}", ""));
      assertThat(file).doesNotExist();
      csv.add(cities.rows().get(1), new Told(1, "failed", 3, 1, "", "answered 500"));
      assertThat(csv.finish()).isEqualTo(file);
    }
    assertThat(file)
        .hasContent(
            """
            geonameId,name,status,tries,result,error
            1,"Washington, D.C.",completed,2,"{""km"":1.5}",
            2,Bonn,failed,3,,answered 500
            """);
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void leavesNothingWhereItIsNotFinished() throws Exception {
    try (ResultCsv csv = ResultCsv.begin(file, cities.columns())) {
      csv.add(cities.rows().get(0), new Told(0, "completed", 1, 1, "", ""));
    }
    assertThat(file).doesNotExist();
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }
}
