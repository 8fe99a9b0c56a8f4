package dev.windlass.compat.web3;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A JobRepr in XML. A document type is refused as soon as it is seen, and with it every entity but
 * the five that XML has; nothing is ever fetched. Namespaces are not looked at.
 */
final class JobReprXml {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_ATTRIBUTES = 20;
  private static final int MAX_ATTRIBUTE = 2000;

  private final XMLStreamReader in;
  private int depth;
  private JobType type;
  private JobState state;
  private Map<String, Object> parameters;

  private JobReprXml(XMLStreamReader in) {
    this.in = in;
  }

  static JobRepr read(String text) {
    try {
      JobReprXml job = new JobReprXml(factory().createXMLStreamReader(new StringReader(text)));
      job.document();
      return new JobRepr(job.type, job.state, job.parameters);
    } catch (XMLStreamException e) {
      throw malformed(
          "line %d, column %d: this is no XML"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNumber(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNumber()),
          e);
    }
  }

  /** The JDK's own parser, whatever else is there. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched");
        });
    return factory;
  }

  private void document() throws XMLStreamException {
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> element();
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.DTD -> throw malformed("a document type is not read here", null);
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw malformed("the entity " + in.getLocalName() + " is not known here", null);
        default -> {}
      }
    }
  }

  private void element() throws XMLStreamException {
    if (++depth > MAX_DEPTH) {
      throw malformed("elements may be " + MAX_DEPTH + " deep and are deeper", null);
    }
    attributes();
    String name = in.getLocalName();
    if (depth == 1) {
      job(name);
    } else if (depth == 2 && name.equals("Parameters")) {
      parameters();
    } else if (depth == 2 && !JobRepr.NOT_LOOKED_AT.contains(name)) {
      throw Refusal.invalid(name, null, "is no element of a job");
    }
  }

  private void attributes() {
    if (in.getAttributeCount() > MAX_ATTRIBUTES) {
      throw malformed("an element may have " + MAX_ATTRIBUTES + " attributes", null);
    }
    for (int i = 0; i < in.getAttributeCount(); i++) {
      if (in.getAttributeValue(i).length() > MAX_ATTRIBUTE) {
        throw malformed("an attribute may have " + MAX_ATTRIBUTE + " characters", null);
      }
    }
  }

  private void job(String name) {
    if (!name.equals("Job") && !name.equals("JobStatus")) {
      throw Refusal.invalid("the root element", name, "must be Job, or JobStatus");
    }
    for (int i = 0; i < in.getAttributeCount(); i++) {
      String value = in.getAttributeValue(i).strip();
      switch (in.getAttributeLocalName(i)) {
        case "Type" ->
            type =
                named("Type", value, JobType::ofLabel, "Import, Export, SchemaSync or Transaction");
        case "Status" -> state = named("Status", value, JobState::ofLabel, "Created or Queued");
        case "Address" -> {}
        default ->
            throw Refusal.invalid(in.getAttributeLocalName(i), null, "is no attribute of a job");
      }
    }
  }

  private static <T> T named(
      String attribute, String value, Function<String, Optional<T>> of, String allowed) {
    return of.apply(value)
        .orElseThrow(() -> Refusal.invalid(attribute, value, "must be " + allowed));
  }

  private void parameters() throws XMLStreamException {
    if (parameters != null) {
      throw Refusal.invalid("Parameters", null, "must be there once");
    }
    StringBuilder text = new StringBuilder();
    for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
      switch (event) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(in.getText());
        case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw malformed("the entity " + in.getLocalName() + " is not known here", null);
        default -> throw Refusal.invalid("Parameters", null, "must hold nothing but text");
      }
    }
    depth--;
    parameters = Parameters.parse(text.toString());
  }

  private static Refusal malformed(String what, Exception cause) {
    return new Refusal(ProblemCode.INVALID_REQUEST, what, cause);
  }
}
