// Checks each file of a list, one a line, against the OWLAPI's OWL 2 profiles. Prints for each file, profile by profile,
// PROFILE, tab, its name, and a line for each violation (kind, tab, what); then a line with a dot.

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2ELProfile;
import org.semanticweb.owlapi.profiles.OWL2QLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

public class OwlapiProfiles {
    private static final List<OWLProfile> PROFILES =
        List.of(new OWL2RLProfile(), new OWL2ELProfile(), new OWL2QLProfile(), new OWL2DLProfile());

    public static void main(String[] arguments) throws Exception {
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            OWLOntologyLoaderConfiguration how = new OWLOntologyLoaderConfiguration()
                .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.SILENT)
                .setConnectionTimeout(1)
                .setFollowRedirects(false);
            OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
            try {
                OWLOntology ontology =
                    manager.loadOntologyFromOntologyDocument(new FileDocumentSource(new File(line)), how);
                for (OWLProfile profile : PROFILES) {
                    System.out.println(profile.getName().replace("OWL 2 ", "PROFILE\t"));
                    for (OWLProfileViolation found : profile.checkOntology(ontology).getViolations()) {
                        System.out.println(found.getClass().getSimpleName() + "\t" + oneLine(found));
                    }
                }
            } catch (Exception error) {
                System.out.println("ERROR\t" + error.getClass().getSimpleName() + ": " + oneLine(error.getMessage()));
            }
            System.out.println(".");
        }
    }

    private static String oneLine(Object said) {
        return String.valueOf(said).replaceAll("\\s+", " ");
    }
}
