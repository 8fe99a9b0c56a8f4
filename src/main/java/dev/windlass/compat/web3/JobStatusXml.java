package dev.windlass.compat.web3;

import dev.windlass.compat.web3.JobStatusRepr.Data;
import dev.windlass.compat.web3.JobStatusRepr.Progress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Jobs and errors as XML; what is not there is left out. */
final class JobStatusXml {
  /** Of one length, so that they sort as text. */
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private JobStatusXml() {}

  static byte[] job(JobStatusRepr job) {
    return Xml.document(xml -> write(xml, job));
  }

  static byte[] jobs(List<JobStatusRepr> jobs) {
    return Xml.document(
        xml ->
            xml.element(
                "Jobs",
                list -> {
                  for (JobStatusRepr job : jobs) {
                    write(list, job);
                  }
                }));
  }

  static byte[] error(String code, String message) {
    return Xml.document(
        xml ->
            xml.element(
                "Error", error -> error.attribute("Code", code).element("Message", message)));
  }

  static String date(Instant instant) {
    return instant == null ? null : SORTABLE.format(instant);
  }

  private static void write(Xml xml, JobStatusRepr job) throws XMLStreamException {
    xml.element(
        "JobStatus",
        status ->
            status
                .attribute("Type", job.type().label())
                .attribute("Status", job.state().label())
                .attribute("Address", job.address())
                .element("Parameters", job.parameters())
                .element("Id", job.id())
                .element("Identity", job.identity())
                .element("WorkerId", job.workerId())
                .element("StatusMessage", job.statusMessage())
                .element("Created", date(job.created()))
                .element("Updated", date(job.updated()))
                .element("Completed", date(job.completed()))
                .element("Progress", progress -> write(progress, job.progress()))
                .element("JobData", data -> write(data, job.jobData())));
  }

  private static void write(Xml xml, Progress progress) throws XMLStreamException {
    xml.element("Started", date(progress.started()))
        .element("Count", progress.count())
        .element("Target", progress.target());
  }

  private static void write(Xml xml, List<Data> references) throws XMLStreamException {
    for (Data data : references) {
      xml.element(
          "JobData",
          reference ->
              reference
                  .attribute("Id", data.id())
                  .attribute("Address", data.address())
                  .attribute("ContentType", data.contentType())
                  .attribute("Name", data.name()));
    }
  }
}
