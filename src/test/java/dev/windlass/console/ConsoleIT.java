package dev.windlass.console;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;

/**
 * The console in a real browser, before one program for all of it, because a program takes seconds
 * to start. A newcomer needs an empty one; at the end its worker is taken away, and then it is
 * killed.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ConsoleIT {
  @BeforeAll
  static void start() throws Exception {
    BeforeConsole.start();
  }

  @AfterAll
  static void end() {
    BeforeConsole.end();
  }

  @Nested
  @Order(1)
  class Newcomer extends ConsoleNewcomer {}

  @Nested
  @Order(2)
  class Directives extends ConsoleDirectives {}

  @Nested
  @Order(3)
  class Actions extends ConsoleActions {}

  @Nested
  @Order(4)
  class Keyboard extends ConsoleKeyboard {}

  @Nested
  @Order(5)
  class Pages extends ConsolePages {}

  @Nested
  @Order(6)
  class AtSize extends ConsoleAtSize {}

  @Nested
  @Order(7)
  class Restart extends ConsoleRestart {}
}
