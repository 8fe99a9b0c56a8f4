/**
 * Who may do what. A request brings a key or a token of an OpenID Connect provider, which says who
 * asks: a name, one role, and the namespaces that can be reached. What a resource needs stands on
 * its methods as {@code @RolesAllowed}; one without it is denied to all. What can be reached is
 * asked for where rows are read ({@link dev.windlass.access.Access}), so that no front door can
 * forget it.
 *
 * <p>Where nothing of it is configured, everybody may do everything, and the program listens on the
 * loopback address only.
 */
package dev.windlass.access;
