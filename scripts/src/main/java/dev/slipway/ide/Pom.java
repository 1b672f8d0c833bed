package dev.slipway.ide;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Descriptions of artifacts, as Maven reads them. They name no parent, so that nothing else need be installed. */
final class Pom {
    private static final String GROUP = "dev.slipway";

    private Pom() {}

    /** The description of an artifact, with all that it needs in the versions that are here. */
    static String of(Shipped.Artifact artifact, Shipped shipped) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        lines.add("<project xmlns=\"http://maven.apache.org/POM/4.0.0\">");
        lines.add("    <modelVersion>4.0.0</modelVersion>");
        lines.addAll(named("    ", GROUP, artifact.name(), artifact.version()));
        lines.add("    <dependencies>");
        for (Needed needed : needed(artifact)) {
            Optional<String> version = shipped.version(needed.name());
            if (version.isPresent()) {
                lines.add("        <dependency>");
                lines.addAll(named("            ", needed.group(), needed.name(), version.get()));
                lines.add("        </dependency>");
            }
        }
        lines.add("    </dependencies>");
        lines.add("</project>");
        return String.join("\n", lines) + "\n";
    }

    static List<String> named(String indent, String group, String name, String version) {
        return List.of(
                indent + "<groupId>" + group + "</groupId>",
                indent + "<artifactId>" + name + "</artifactId>",
                indent + "<version>" + version + "</version>");
    }

    private record Needed(String group, String name) {}

    /** What an artifact says itself that it needs, but for its tests. */
    private static List<Needed> needed(Shipped.Artifact artifact) throws IOException {
        String entry = "META-INF/maven/" + GROUP + "/" + artifact.name() + "/pom.xml";
        try (var zip = new ZipFile(artifact.jar().toFile())) {
            var pom = zip.getEntry(entry);
            if (pom == null) {
                throw new IOException(artifact.jar() + " has no " + entry);
            }
            try (InputStream in = zip.getInputStream(pom)) {
                return needed(parse(in));
            }
        }
    }

    private static List<Needed> needed(Document pom) {
        var all = new ArrayList<Needed>();
        NodeList dependencies = pom.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element one = (Element) dependencies.item(i);
            if (!text(one, "scope").equals("test")) {
                all.add(new Needed(text(one, "groupId"), text(one, "artifactId")));
            }
        }
        return all;
    }

    private static String text(Element of, String name) {
        NodeList found = of.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().trim();
    }

    private static Document parse(InputStream in) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(in);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }
}
