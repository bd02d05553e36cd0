import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Has veraPDF judge files by both profiles. Usage: java -cp JARS Validate.java FILE...
 *
 * <p>Prints lines of fields with tabs between, for __main__.py to read:
 * {@code FILE PROFILE pass CHECKS}, {@code FILE PROFILE fail CLAUSE TIMES PLACE DESCRIPTION} for each clause that failed,
 * {@code FILE PROFILE error REASON}. FILE is the number of the argument, from 0.
 */
final class Validate {
    private static final PDFAFlavour[] PROFILES = {PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1};
    private static final int PLACES = 10_000; // how many failures are kept; more are still counted as failures

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] names) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        for (int number = 0; number < names.length; number++) {
            for (PDFAFlavour profile : PROFILES) {
                judge(number, new File(names[number]), profile);
            }
        }
    }

    private static void judge(int number, File file, PDFAFlavour profile) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, PLACES, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant()) {
                say(number, profile, "pass", result.getTotalAssertions());
            } else {
                failures(result).forEach((clause, failure) -> say(number, profile, "fail", clause, failure.times, failure.place, failure.description));
            }
        } catch (Exception error) {
            say(number, profile, "error", error);
        }
    }

    private static Map<String, Failure> failures(ValidationResult result) {
        Map<String, Failure> failures = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String clause = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                failures.computeIfAbsent(clause, unused -> new Failure(assertion)).times++;
            }
        }
        return failures;
    }

    private static void say(int number, PDFAFlavour profile, Object... fields) {
        StringBuilder line = new StringBuilder(number + "\t" + profile.getId());
        for (Object field : fields) {
            line.append('\t').append(String.valueOf(field).replaceAll("\\s+", " "));
        }
        OUT.println(line);
    }

    private static final class Failure {
        private final String description;
        private final String place;
        private int times;

        private Failure(TestAssertion first) {
            description = first.getErrorMessage() == null ? first.getMessage() : first.getErrorMessage();
            place = first.getLocation().getContext();
        }
    }
}
