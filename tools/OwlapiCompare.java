// Compares what the OWLAPI reads from the two files of each line of a list: axioms, name, version, imports and
// annotations of the ontology. A line: one file, tab, the other, and for each import a tab and its IRI, to leave it
// alone, or IRI=file, to read it from there.
//
// Prints for each line "PAIR", the number of axioms in the first file and the second file's path, then what only the
// first has ("MISSING") and what only the second has ("EXTRA"), or "ERROR" with the message when one cannot be read.
// "OWN" and one of these stands before what is the same when the OWLAPI itself writes the first file in the syntax
// of the second and reads it again: it is the OWLAPI's doing.

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.formats.FunctionalSyntaxDocumentFormat;
import org.semanticweb.owlapi.formats.ManchesterSyntaxDocumentFormat;
import org.semanticweb.owlapi.formats.NTriplesDocumentFormat;
import org.semanticweb.owlapi.formats.OWLXMLDocumentFormat;
import org.semanticweb.owlapi.formats.RDFJsonLDDocumentFormat;
import org.semanticweb.owlapi.formats.RDFXMLDocumentFormat;
import org.semanticweb.owlapi.formats.TurtleDocumentFormat;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLAnnotation;
import org.semanticweb.owlapi.model.OWLAxiom;
import org.semanticweb.owlapi.model.OWLDocumentFormat;
import org.semanticweb.owlapi.model.OWLObject;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyID;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.util.SimpleIRIMapper;
import org.semanticweb.owlapi.util.SimpleRenderer;

public class OwlapiCompare {
    private static final Pattern BLANK = Pattern.compile("_:genid[\\w-]+");
    private static final Pattern NUMBERED_ERROR = Pattern.compile("(owlapi/error#Error)\\d+");
    private static final String HEAD = "HEAD ";
    private static final int ROUNDS = 4;

    public static void main(String[] arguments) throws Exception {
        String last = "";
        Map<String, Integer> first = Map.of();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] parts = line.split("\t");
            try {
                if (!parts[0].equals(last)) {
                    first = said(read(parts[0], parts));
                    last = parts[0];
                }
                int axioms = first.entrySet().stream().filter(e -> !e.getKey().startsWith(HEAD))
                    .mapToInt(Map.Entry::getValue).sum();
                Map<String, Integer> second = said(read(parts[1], parts));
                Map<String, Integer> own = second.equals(first) ? first : rewritten(parts);
                System.out.println("PAIR\t" + axioms + "\t" + parts[1]);
                print("MISSING", first, second, own);
                print("EXTRA", second, first, own);
            } catch (Exception error) {
                System.out.println("PAIR\t-1\t" + parts[1]);
                String text = String.valueOf(error.getMessage()).split("\n")[0];
                System.out.println("ERROR\t" + error.getClass().getSimpleName() + ": " + shown(text));
            }
        }
    }

    // What one side has more of than the other; the OWLAPI's own when its own writing is as the second is.
    private static void print(String what, Map<String, Integer> more, Map<String, Integer> fewer,
            Map<String, Integer> own) {
        more.forEach((text, count) -> {
            int there = fewer.getOrDefault(text, 0);
            boolean alike = own.getOrDefault(text, 0).equals(what.equals("MISSING") ? there : count);
            for (int i = there; i < count; i++) {
                System.out.println((alike ? "OWN\t" : "") + what + "\t" + shown(text));
            }
        });
    }

    private static String shown(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }

    private static OWLOntology read(String file, String[] parts) throws Exception {
        OWLOntologyLoaderConfiguration how = new OWLOntologyLoaderConfiguration()
            .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.SILENT)
            .setConnectionTimeout(1)
            .setFollowRedirects(false);
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        for (int i = 2; i < parts.length; i++) {
            String[] place = parts[i].split("=", 2);
            if (place.length == 1) {
                how = how.addIgnoredImport(IRI.create(place[0]));
            } else {
                manager.getIRIMappers().add(new SimpleIRIMapper(IRI.create(place[0]), IRI.create(new File(place[1]))));
            }
        }
        return manager.loadOntologyFromOntologyDocument(new FileDocumentSource(new File(file)), how);
    }

    private static Map<String, Integer> rewritten(String[] parts) {
        try {
            OWLOntology ontology = read(parts[0], parts);
            File file = File.createTempFile("own", ".owl");
            try {
                ontology.getOWLOntologyManager().saveOntology(ontology, format(parts[1]), IRI.create(file));
                return said(read(file.getPath(), parts));
            } finally {
                file.delete();
            }
        } catch (Exception error) {
            // Then nothing is the OWLAPI's doing, and all is told.
            return Map.of();
        }
    }

    private static OWLDocumentFormat format(String name) {
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "ofn": return new FunctionalSyntaxDocumentFormat();
            case "omn": return new ManchesterSyntaxDocumentFormat();
            case "owx": return new OWLXMLDocumentFormat();
            case "ttl": return new TurtleDocumentFormat();
            case "nt": return new NTriplesDocumentFormat();
            case "jsonld": return new RDFJsonLDDocumentFormat();
            default: return new RDFXMLDocumentFormat();
        }
    }

    // What an ontology says, as texts with their number.
    private static Map<String, Integer> said(OWLOntology ontology) {
        List<String> texts = new ArrayList<>();
        for (OWLAxiom axiom : ontology.getAxioms()) {
            texts.add(plain(axiom.getAxiomWithoutAnnotations()) + notes(axiom.getAnnotations()));
        }
        OWLOntologyID name = ontology.getOntologyID();
        texts.add(HEAD + name.getOntologyIRI() + " " + name.getVersionIRI());
        ontology.getImportsDeclarations().forEach(imported -> texts.add(HEAD + imported));
        ontology.getAnnotations().forEach(note -> texts.add(HEAD + notes(Set.of(note))));
        return counted(texts);
    }

    // A text and an xsd:string are one since RDF 1.1, and so to `robot diff`.
    private static String plain(OWLObject said) {
        String text = new SimpleRenderer().render(said).replace("\"^^xsd:string", "\"");
        return NUMBERED_ERROR.matcher(text).replaceAll("$1");
    }

    // In an order that does not hang on which of the two a text is.
    private static String notes(Set<OWLAnnotation> annotations) {
        return annotations.stream()
            .map(note -> " @" + note.getProperty() + " " + plain((OWLObject) note.getValue())
                + notes(note.getAnnotations()))
            .sorted().collect(Collectors.joining(",", " [", "]")).replace(" []", "");
    }

    // Nodes without a name are called after what is said of them.
    private static Map<String, Integer> counted(List<String> texts) {
        Map<String, List<String>> about = new HashMap<>();
        for (String text : texts) {
            Matcher found = BLANK.matcher(text);
            TreeSet<String> inside = new TreeSet<>();
            while (found.find()) {
                inside.add(found.group());
            }
            for (String blank : inside) {
                about.computeIfAbsent(blank, key -> new ArrayList<>()).add(text);
            }
        }
        Map<String, String> names = new HashMap<>();
        about.keySet().forEach(blank -> names.put(blank, "0"));
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, String> next = new HashMap<>();
            about.forEach((blank, lines) -> {
                List<String> seen = new ArrayList<>();
                lines.forEach(text -> seen.add(named(text, names, blank)));
                seen.sort(null);
                next.put(blank, Integer.toHexString(seen.hashCode()));
            });
            names.putAll(next);
        }
        Map<String, Integer> counts = new TreeMap<>();
        texts.forEach(text -> counts.merge(named(text, names, ""), 1, Integer::sum));
        return counts;
    }

    private static String named(String text, Map<String, String> names, String self) {
        Matcher found = BLANK.matcher(text);
        StringBuilder out = new StringBuilder();
        while (found.find()) {
            found.appendReplacement(out, found.group().equals(self) ? "_:self" : "_:" + names.get(found.group()));
        }
        return found.appendTail(out).toString();
    }
}
