package dev.windlass.compat.web3;

import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Jobs and errors as pages for people: tables, and no script. */
final class JobStatusHtml {
  private JobStatusHtml() {}

  static byte[] job(JobStatusRepr job) {
    return page("Job " + job.id(), body -> body.element("table", table -> rows(table, job)));
  }

  static byte[] jobs(List<JobStatusRepr> jobs) {
    return page("Jobs", body -> body.element("table", table -> rows(table, jobs)));
  }

  static byte[] error(String code, String message) {
    return page(code, body -> body.element("p", message));
  }

  private static byte[] page(String title, Xml.Content content) {
    return Xml.html(
        xml ->
            xml.element(
                "html",
                html ->
                    html.attribute("lang", "en")
                        .element("head", head -> head.element("title", title))
                        .element(
                            "body",
                            body -> {
                              body.element("h1", title);
                              content.write(body);
                            })));
  }

  private static void rows(Xml table, JobStatusRepr job) throws XMLStreamException {
    row(table, "Type", job.type().label());
    row(table, "Status", job.state().label());
    row(table, "Parameters", job.parameters());
    row(table, "Identity", job.identity());
    row(table, "WorkerId", job.workerId());
    row(table, "StatusMessage", job.statusMessage());
    row(table, "Created", JobStatusXml.date(job.created()));
    row(table, "Updated", JobStatusXml.date(job.updated()));
    row(table, "Completed", JobStatusXml.date(job.completed()));
    row(table, "Started", JobStatusXml.date(job.progress().started()));
    row(table, "Count", job.progress().count());
    row(table, "Target", job.progress().target());
    for (JobStatusRepr.Data data : job.jobData()) {
      table.element(
          "tr",
          row ->
              row.element("th", "JobData")
                  .element("td", cell -> link(cell, data.address(), data.name())));
    }
  }

  private static void row(Xml table, String name, Object value) throws XMLStreamException {
    table.element("tr", row -> row.element("th", name).element("td", value == null ? "" : value));
  }

  private static void rows(Xml table, List<JobStatusRepr> jobs) throws XMLStreamException {
    table.element(
        "tr",
        row -> {
          for (String name : List.of("Id", "Type", "Status", "Parameters", "Created")) {
            row.element("th", name);
          }
        });
    for (JobStatusRepr job : jobs) {
      table.element(
          "tr",
          row ->
              row.element("td", cell -> link(cell, job.address() + "?format=html", job.id()))
                  .element("td", job.type().label())
                  .element("td", job.state().label())
                  .element("td", job.parameters())
                  .element("td", JobStatusXml.date(job.created())));
    }
  }

  private static void link(Xml cell, String address, String text) throws XMLStreamException {
    cell.element("a", a -> a.attribute("href", address).text(text));
  }
}
