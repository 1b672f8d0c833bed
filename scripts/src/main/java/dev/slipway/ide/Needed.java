package dev.slipway.ide;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** An artifact that another one needs. */
record Needed(String group, String name) {
    /** What an artifact says itself that it needs, but for its tests. */
    static List<Needed> of(Artifact artifact, String home) throws IOException {
        String entry = "META-INF/maven/" + home + "/" + artifact.name() + "/pom.xml";
        try (var zip = new ZipFile(artifact.jar().toFile())) {
            var pom = zip.getEntry(entry);
            if (pom == null) {
                throw new IOException(artifact.jar() + " has no " + entry);
            }
            try (InputStream in = zip.getInputStream(pom)) {
                return all(parse(in));
            }
        }
    }

    private static List<Needed> all(Document pom) {
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
