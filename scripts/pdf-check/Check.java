import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks files with the veraPDF engine. Arguments: PROFILE=FILE, such as PDFUA-1.xml=plan.pdf. Writes a line per argument,
 * PASS or FAIL, and below it the rules that were broken. The jar has no JAXB, so its profiles are read here.
 */
public class Check {
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      check(load(parts[0]), parts[0], parts[1]);
    }
  }

  static void check(ValidationProfile profile, String name, String file) throws Exception {
    try (var input = new FileInputStream(file);
        var parser = Foundries.defaultInstance().createParser(input, profile.getPDFAFlavour())) {
      var result = ValidatorFactory.createValidator(profile, false).validate(parser);
      var broken = new TreeMap<String, Integer>();
      for (TestAssertion each : result.getTestAssertions()) {
        if (each.getStatus() != TestAssertion.Status.FAILED) continue;
        String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
        broken.merge(rule + " " + each.getMessage(), 1, Integer::sum);
      }
      System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + name + " " + result.getTotalAssertions() + " " + file);
      broken.forEach((rule, count) -> System.out.println("  " + count + " x " + rule));
    }
  }

  static ValidationProfile load(String name) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    var stream = Check.class.getClassLoader().getResourceAsStream("org/verapdf/pdfa/validation/" + name);
    Element root = factory.newDocumentBuilder().parse(stream).getDocumentElement();
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element rule : all(one(root, "rules"), "rule")) rules.add(ruleOf(rule));
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element each : all(one(root, "variables"), "variable")) {
      variables.add(
          Profiles.variableFromValues(
              each.getAttribute("name"), each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
    }
    Element details = one(root, "details");
    return Profiles.profileFromValues(
        PDFAFlavour.valueOf(root.getAttribute("flavour")),
        Profiles.profileDetailsFromValues(
            text(details, "name"), text(details, "description"), details.getAttribute("creator"), new Date(0)),
        "",
        rules,
        variables);
  }

  static Rule ruleOf(Element rule) {
    Element id = one(rule, "id");
    var ruleId =
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber")));
    return Profiles.ruleFromValues(
        ruleId,
        rule.getAttribute("object"),
        rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
        rule.getAttribute("tags"),
        text(rule, "description"),
        text(rule, "test"),
        Profiles.errorFromValues(text(one(rule, "error"), "message"), new ArrayList<>()),
        new ArrayList<>());
  }

  static List<Element> all(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    if (parent == null) return found;
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && element.getLocalName().equals(name)) found.add(element);
    }
    return found;
  }

  static Element one(Element parent, String name) {
    List<Element> found = all(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  static String text(Element parent, String name) {
    Element found = one(parent, name);
    return found == null ? "" : found.getTextContent();
  }
}
