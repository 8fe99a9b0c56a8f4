/** What tests share: real servers, and later builders and probes. */
package dev.windlass.testkit;
