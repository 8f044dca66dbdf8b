// Reads each file of a list with the OWLAPI, prints how many axioms it found and writes them in functional syntax.
// Where the word "owx" follows the list it writes them in OWL/XML too, beside that file with .owx after its name; where
// "omn" does, in Manchester syntax with .omn, and what it reads back from that with .omn.ofn, if it can.
// A line of the list: file, tab, where to write, and for each import to leave alone a tab and its IRI.

import java.io.File;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.formats.ManchesterSyntaxDocumentFormat;
import org.semanticweb.owlapi.formats.OWLXMLDocumentFormat;
import org.semanticweb.owlapi.functional.renderer.FunctionalSyntaxObjectRenderer;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLDocumentFormat;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;

public class OwlapiRead {
    public static void main(String[] arguments) throws Exception {
        List<String> also = List.of(arguments);
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] parts = line.split("\t");
            OWLOntologyLoaderConfiguration how = new OWLOntologyLoaderConfiguration()
                .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.SILENT)
                .setConnectionTimeout(1)
                .setFollowRedirects(false);
            for (int i = 2; i < parts.length; i++) {
                how = how.addIgnoredImport(IRI.create(parts[i]));
            }
            try {
                OWLOntology ontology = read(new File(parts[0]), Path.of(parts[1]), how);
                if (also.contains("owx")) {
                    write(ontology, new OWLXMLDocumentFormat(), new File(parts[1] + ".owx"));
                }
                if (also.contains("omn")) {
                    writeManchester(ontology, parts[1] + ".omn", how);
                }
                System.out.println(parts[0] + "\t" + ontology.getAxiomCount());
            } catch (Exception error) {
                String said = String.valueOf(error.getMessage()).split("\n")[0].replace('\t', ' ');
                System.out.println(parts[0] + "\tERROR\t" + error.getClass().getSimpleName() + ": " + said);
            }
        }
    }

    private static OWLOntology read(File file, Path target, OWLOntologyLoaderConfiguration how) throws Exception {
        OWLOntology ontology = OWLManager.createOWLOntologyManager()
            .loadOntologyFromOntologyDocument(new FileDocumentSource(file), how);
        try (Writer out = Files.newBufferedWriter(target)) {
            FunctionalSyntaxObjectRenderer renderer = new FunctionalSyntaxObjectRenderer(ontology, out);
            // Else declarations appear that the file does not make.
            renderer.setAddMissingDeclarations(false);
            ontology.accept(renderer);
        }
        return ontology;
    }

    private static void write(OWLOntology ontology, OWLDocumentFormat format, File target) throws Exception {
        OWLDocumentFormat old = ontology.getOWLOntologyManager().getOntologyFormat(ontology);
        if (old.isPrefixOWLOntologyFormat() && format.isPrefixOWLOntologyFormat()) {
            format.asPrefixOWLOntologyFormat().copyPrefixesFrom(old.asPrefixOWLOntologyFormat());
        }
        ontology.getOWLOntologyManager().saveOntology(ontology, format, IRI.create(target));
    }

    private static void writeManchester(OWLOntology ontology, String target, OWLOntologyLoaderConfiguration how)
        throws Exception {
        File file = new File(target);
        write(ontology, new ManchesterSyntaxDocumentFormat(), file);
        try {
            read(file, Path.of(target + ".ofn"), how);
        } catch (Exception error) {
            // It cannot read all that it writes, and then leaves no file.
            Files.deleteIfExists(Path.of(target + ".ofn"));
        }
    }
}
