/**
 * The console in a real browser, before the packaged program with real data. Where the machine has
 * no Chromium, these tests are left out and say so.
 */
package dev.windlass.console;
