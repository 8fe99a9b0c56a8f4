package dev.windlass.console;

import java.util.List;

/**
 * A page, and what it offers beyond looking.
 *
 * @param loaded a heading that is there as soon as the page has read what it shows
 * @param toOperate the names of buttons and links that an operator may use
 * @param toEdit those that take an editor
 */
record Offer(String place, String loaded, List<String> toOperate, List<String> toEdit) {}
