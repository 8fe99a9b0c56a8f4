/**
 * The web console. Its pages are Lit components below {@code src/main/resources/web}, which the Web
 * Bundler makes into one bundle; they know the program only by its native API, as any client does.
 * What stands here decides who serves them.
 */
package dev.windlass.console;
