package dev.windlass.compat.web3;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A document being written, with what XML 1.0 has no place for replaced by U+FFFD. */
final class Xml {
  private static final int REPLACEMENT = 0xFFFD;

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter out;

  private Xml() throws XMLStreamException {
    out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
  }

  interface Content {
    void write(Xml xml) throws XMLStreamException;
  }

  static byte[] document(Content content) {
    return written(
        xml -> {
          xml.out.writeStartDocument("UTF-8", "1.0");
          content.write(xml);
        });
  }

  static byte[] html(Content content) {
    return written(
        xml -> {
          xml.out.writeDTD("<!DOCTYPE html>");
          content.write(xml);
        });
  }

  private static byte[] written(Content content) {
    try {
      Xml xml = new Xml();
      content.write(xml);
      xml.out.writeEndDocument();
      xml.out.close();
      return xml.text.toString().getBytes(StandardCharsets.UTF_8);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("what is written into memory can't fail", e);
    }
  }

  Xml element(String name, Content content) throws XMLStreamException {
    out.writeStartElement(name);
    content.write(this);
    out.writeEndElement();
    return this;
  }

  /** Nothing where there is no value. */
  Xml element(String name, Object value) throws XMLStreamException {
    return value == null ? this : element(name, xml -> xml.text(value.toString()));
  }

  Xml attribute(String name, Object value) throws XMLStreamException {
    if (value != null) {
      out.writeAttribute(name, fit(value.toString()));
    }
    return this;
  }

  Xml text(String value) throws XMLStreamException {
    out.writeCharacters(fit(value));
    return this;
  }

  /** A reader makes one line end of each kind of line end: so does the writer. */
  static String fit(String value) {
    StringBuilder fit = new StringBuilder(value.length());
    value
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .forEach(c -> fit.appendCodePoint(isChar(c) ? c : REPLACEMENT));
    return fit.toString();
  }

  private static boolean isChar(int c) {
    return c == '\t'
        || c == '\n'
        || c >= 0x20 && c <= 0xD7FF
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000;
  }
}
