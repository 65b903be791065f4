import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;
import org.opendatakit.validate.StubPropertyManager;

/**
 * JavaRosa fills forms: each line in is "form TAB path of an XForm", "answer TAB key TAB text", or
 * "tell"; to "tell" it answers with lines "asked TAB key", "value TAB key TAB text",
 * "problem TAB condition TAB key", and "end". Keys are ours: groups leave no trace, turns are
 * counted from 0.
 */
public final class JavaRosa {
    private FormDef form;
    private FormEntryModel model;
    private FormEntryController controller;

    public static void main(String[] arguments) throws Exception {
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new StubPropertyManager());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        JavaRosa filler = new JavaRosa();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split("\t", -1);
            switch (words[0]) {
                case "form" -> filler.open(Path.of(words[1]));
                case "answer" -> filler.answer(words[1], words[2]);
                default -> filler.tell();
            }
        }
    }

    private void open(Path path) throws Exception {
        form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(Files.readAllBytes(path)));
        form.initialize(true, new InstanceInitializationFactory());
        model = new FormEntryModel(form);
        controller = new FormEntryController(model);
    }

    /** Go to a question, or to a repeat that is to have so many turns. */
    private void answer(String key, String text) throws Exception {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        for (int event = controller.stepToNextEvent(); event != FormEntryController.EVENT_END_OF_FORM; event = controller.stepToNextEvent()) {
            String here = key(model.getFormIndex()).replaceFirst("/\\d+$", "");
            if (event == FormEntryController.EVENT_QUESTION && here.equals(key)) {
                put(model.getQuestionPrompt(), text);
                return;
            }
            if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT && here.equals(key)) {
                TreeReference reference = model.getFormIndex().getReference();
                if (reference.getMultLast() >= Integer.parseInt(text)) return;
                controller.newRepeat();
                controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
            }
        }
    }

    private void put(FormEntryPrompt prompt, String text) {
        if (prompt.isReadOnly()) return;
        IAnswerData answer = new UncastData(text);
        if (prompt.getControlType() == Constants.CONTROL_SELECT_MULTI || prompt.getControlType() == Constants.CONTROL_RANK) {
            List<Selection> chosen = new ArrayList<>();
            for (String one : text.split(" ")) chosen.add(new Selection(one));
            answer = new MultipleItemsData(chosen);
        } else if (prompt.getControlType() == Constants.CONTROL_INPUT) {
            answer = AnswerDataFactory.templateByDataType(prompt.getDataType()).cast(new UncastData(text));
        }
        controller.saveAnswer(answer, false);
    }

    private void tell() {
        problems();
        values(form.getMainInstance().getRoot(), "");
        System.out.println("end");
        System.out.flush();
    }

    private void problems() {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        for (int event = controller.stepToNextEvent(); event != FormEntryController.EVENT_END_OF_FORM; event = controller.stepToNextEvent()) {
            if (event != FormEntryController.EVENT_QUESTION) continue;
            String key = key(model.getFormIndex());
            System.out.println("asked\t" + key);
            FormEntryPrompt prompt = model.getQuestionPrompt();
            IAnswerData answer = prompt.getAnswerValue();
            if (prompt.isRequired() && answer == null) System.out.println("problem\trequired\t" + key);
            else if (answer != null && !form.evaluateConstraint(model.getFormIndex().getReference(), answer)) {
                System.out.println("problem\tconstraint\t" + key);
            }
        }
    }

    private void values(TreeElement parent, String prefix) {
        for (int at = 0; at < parent.getNumChildren(); at++) {
            TreeElement child = parent.getChildAt(at);
            if (!child.isRelevant() || child.getMult() < 0) continue;
            String key = prefix + child.getName();
            if (child.isRepeatable()) values(child, key + "/" + child.getMult() + "/");
            else if (!child.isLeaf()) values(child, prefix);
            else if (child.getValue() != null) {
                String text = child.getValue().uncast().getString();
                System.out.println("value\t" + key + "\t" + text.replaceAll("[\t\n]", " "));
            }
        }
    }

    /** The key of what stands at an index. */
    private String key(FormIndex index) {
        StringBuilder key = new StringBuilder();
        TreeElement here = form.getMainInstance().getRoot();
        var reference = index.getReference();
        for (int level = 1; level < reference.size(); level++) {
            String name = reference.getName(level);
            int turn = reference.getMultiplicity(level);
            boolean last = level == reference.size() - 1;
            TreeElement next = here.getChild(name, Math.max(turn, 0));
            if (next == null) next = here.getChild(name, 0);
            if (next == null) next = here.getChild(name, TreeReference.INDEX_TEMPLATE);
            if (next != null && next.isRepeatable()) key.append(name).append('/').append(Math.max(turn, 0)).append(last ? "" : "/");
            else if (last) key.append(name);
            if (next == null) break;
            here = next;
        }
        return key.toString();
    }
}
