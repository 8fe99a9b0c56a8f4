/** That the embedded servers keep what they are given. */
package dev.windlass.embedded;
