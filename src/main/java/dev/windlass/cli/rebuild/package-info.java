/** What {@code ./windlass rebuild-views} shows. */
package dev.windlass.cli.rebuild;
