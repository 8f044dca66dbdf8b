// Reads each file of a list with the OWLAPI, prints how many axioms it found and writes them in functional syntax,
// and, where the word "owx" follows the list, in OWL/XML too, beside that file with .owx after its name.
// A line of the list: file, tab, where to write, and for each import to leave alone a tab and its IRI.

import java.io.File;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.formats.OWLXMLDocumentFormat;
import org.semanticweb.owlapi.functional.renderer.FunctionalSyntaxObjectRenderer;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;

public class OwlapiRead {
    public static void main(String[] arguments) throws Exception {
        boolean xmlToo = List.of(arguments).contains("owx");
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] parts = line.split("\t");
            OWLOntologyLoaderConfiguration how = new OWLOntologyLoaderConfiguration()
                .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.SILENT)
                .setConnectionTimeout(1)
                .setFollowRedirects(false);
            for (int i = 2; i < parts.length; i++) {
                how = how.addIgnoredImport(IRI.create(parts[i]));
            }
            OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
            try {
                FileDocumentSource source = new FileDocumentSource(new File(parts[0]));
                OWLOntology ontology = manager.loadOntologyFromOntologyDocument(source, how);
                try (Writer out = Files.newBufferedWriter(Path.of(parts[1]))) {
                    FunctionalSyntaxObjectRenderer renderer = new FunctionalSyntaxObjectRenderer(ontology, out);
                    // Else declarations appear that the file does not make.
                    renderer.setAddMissingDeclarations(false);
                    ontology.accept(renderer);
                }
                if (xmlToo) {
                    IRI target = IRI.create(new File(parts[1] + ".owx"));
                    manager.saveOntology(ontology, new OWLXMLDocumentFormat(), target);
                }
                System.out.println(parts[0] + "\t" + ontology.getAxiomCount());
            } catch (Exception error) {
                String said = String.valueOf(error.getMessage()).split("\n")[0].replace('\t', ' ');
                System.out.println(parts[0] + "\tERROR\t" + error.getClass().getSimpleName() + ": " + said);
            }
        }
    }
}
