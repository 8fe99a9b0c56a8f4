package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.windlass.access.SecuredProgram;
import dev.windlass.access.TestProvider;
import dev.windlass.access.UserRole;
import dev.windlass.console.Viewer.Look;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logging in, in a real browser, before a program that asks who comes. */
@Timeout(180)
class ConsoleLoginIT {
  @TempDir static Path directory;
  private static Chromium chromium;
  private static TestProvider provider;
  private static SecuredProgram program;
  private static ConsoleStock stock;
  private Viewer viewer;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    provider = TestProvider.start();
    program = SecuredProgram.start(directory, provider);
    stock = ConsoleStock.in(program);
  }

  @AfterAll
  static void end() throws Exception {
    if (program != null) {
      program.close();
      provider.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void sitDown() {
    viewer = new Viewer(chromium, program.address(), Look.NARROW);
    viewer.open("/");
    assertThat(viewer.heading("Windlass")).isVisible();
  }

  @AfterEach
  void leave() {
    viewer.close();
  }

  @Test
  void whoIsNotKnownLogsInWithAKeyAndOutAgain() {
    viewer.isAccessible();
    viewer.fitsInItsWidth();
    logIn("wl_nobody-has-it");
    assertThat(viewer.page().getByRole(AriaRole.ALERT)).containsText("Who asks is not known");
    logIn(SecuredProgram.key(UserRole.ADMINISTRATOR));
    assertThat(viewer.heading("Now")).isVisible();
    viewer.fitsInItsWidth();
    viewer.button("Log out").click();
    assertThat(viewer.page().getByLabel("Key")).isVisible();
  }

  @Test
  void whoReachesOneNamespaceSeesNothingThatTellsOfAll() {
    logIn(SecuredProgram.keyOf("ours"));
    assertThat(viewer.heading("Batch jobs")).isVisible();
    assertThat(viewer.link("Definitions")).isVisible();
    assertThat(viewer.link("Now")).hasCount(0);
    assertThat(viewer.link("Workers")).hasCount(0);
    stock.ofSome().forEach(offer -> looksAt(offer, true, true));
    viewer.open("/schedules");
    assertThat(viewer.link("nightly")).isVisible();
    viewer.open("/new-definition");
    assertThat(viewer.page().getByText("\"ours\"")).isVisible();
    assertThat(viewer.page().getByText("Nothing wrong with it")).isVisible();
    for (Offer offer : stock.ofAll().subList(1, stock.ofAll().size())) {
      isNotFor("This page tells of all namespaces at once, and you reach ours only.", offer);
    }
    viewer.hasNothingToComplainOf();
  }

  @ParameterizedTest
  @EnumSource(names = {"VIEWER", "OPERATOR", "EDITOR"})
  void nobodyIsOfferedWhatWouldBeRefused(UserRole role) {
    logIn(SecuredProgram.key(role));
    boolean operates = role.includes(UserRole.OPERATOR);
    boolean edits = role.includes(UserRole.EDITOR);
    stock.ofAll().forEach(offer -> looksAt(offer, operates, edits));
    stock.ofSome().forEach(offer -> looksAt(offer, operates, edits));
    for (String place : List.of("/new-definition", "/schedules/ours/nightly/edit")) {
      if (edits) {
        viewer.open(place);
        assertThat(viewer.button("Save")).isVisible();
      } else {
        String why = "That takes the role editor, and yours is " + role.word() + ".";
        isNotFor(why, new Offer(place, "", List.of(), List.of()));
      }
    }
    viewer.hasNothingToComplainOf();
  }

  @Test
  void aProviderLogsInAndLeadsBack() {
    viewer.link("Log in").click();
    assertThat(viewer.heading("Now")).isVisible();
    assertThat(viewer.page().getByText("ana")).isVisible();
  }

  /** Everything that he may do is there, and nothing else. */
  private void looksAt(Offer offer, boolean operates, boolean edits) {
    viewer.open(offer.place());
    assertThat(viewer.heading(offer.loaded()).first()).isVisible();
    offer.toOperate().forEach(name -> isThere(name, operates));
    offer.toEdit().forEach(name -> isThere(name, edits));
  }

  private void isThere(String name, boolean there) {
    Pattern named = Pattern.compile("^" + name + "(:| |$)");
    Locator control =
        role(AriaRole.BUTTON, named)
            .or(role(AriaRole.LINK, named))
            .or(role(AriaRole.CHECKBOX, named));
    if (there) {
      assertThat(control.first()).isVisible();
    } else {
      assertThat(control).hasCount(0);
    }
  }

  /** A button that is not possible now says so in its name, and one of a row ends with that. */
  private Locator role(AriaRole role, Pattern name) {
    return viewer.page().getByRole(role, new Page.GetByRoleOptions().setName(name));
  }

  private void isNotFor(String why, Offer offer) {
    viewer.open(offer.place());
    assertThat(viewer.heading("This page is not for you")).isVisible();
    assertThat(viewer.page().getByText(why)).isVisible();
  }

  private void logIn(String key) {
    viewer.page().getByLabel("Key").fill(key);
    viewer.button("Log in with a key").click();
  }
}
