package dev.windlass.compat.web3;

import java.net.URI;

/**
 * Whole URLs, as the client reaches us.
 *
 * @param base where the program listens, with a slash at the end
 * @param jobs the jobs of the topic map
 */
record Addresses(URI base, URI jobs) {
  String job(String id) {
    return jobs + "/" + id;
  }

  String result(String batchJob) {
    return base + "v1/batch-jobs/" + batchJob + "/result";
  }
}
