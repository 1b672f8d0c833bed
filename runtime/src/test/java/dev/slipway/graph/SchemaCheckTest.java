package dev.slipway.graph;

import static dev.slipway.graph.Sample.effect;
import static dev.slipway.graph.Sample.line;
import static dev.slipway.graph.Sample.problems;
import static dev.slipway.graph.Sample.pure;
import static dev.slipway.graph.Sample.ref;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.model.DriftPolicy;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.ForEach;
import dev.slipway.model.Missing;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Schema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
    private static final Registry REGISTRY =
            Registry.builder().add("render.page", 1, Page::new).build();

    private static final class Page implements Compute {
        @Override
        public Schema shape() {
            return Schema.of(Map.of(
                    "title", Schema.Field.of(Schema.Type.TEXT).mandatory(),
                    "width", Schema.Field.of(Schema.Type.NUMBER),
                    "wide", Schema.Field.of(Schema.Type.TRUTH),
                    "tags", Schema.Field.of(Schema.Type.ITEMS),
                    "style", Schema.Field.of(Schema.Type.FIELDS),
                    "token", Schema.Field.of(Schema.Type.SECRET),
                    "icon", Schema.Field.of(Schema.Type.CONTENT),
                    "extra", Schema.Field.ANY));
        }

        @Override
        public CompletionStage<Fields> compute(Fields inputs, CallContext ticket) {
            return CompletableFuture.completedFuture(inputs);
        }
    }

    @Test
    void acceptsWhatFitsAndWhatIsNotKnownYet() {
        Graph graph = Graph.builder()
                .add(page(1, "a", "title", "x", "width", 3, "wide", true, "tags", List.of(), "style", Map.of()))
                .add(page(2, "b", "title", "x", "token", Secret.of("env:T"), "icon", FileContent.of("i"), "extra", 1))
                .add(page(3, "c", "title", ref("render.page/a", "x"), "width", 0.5, "tags", ref("render.page/a", "t")))
                .add(new ForEach(
                        "f", Value.of(List.of("q")), List.of(page(5, "q", "title", ForEach.each("f"))), line(4)))
                .build();
        assertDoesNotThrow(() -> SchemaCheck.check(graph, REGISTRY));
    }

    @Test
    void saysWhatDoesNotFit() {
        Graph graph = Graph.builder()
                .add(page(1, "a", "titel", "x", "width", "wide", "wide", 1, "tags", "x".repeat(70)))
                .add(page(2, "b", "title", Missing.ABSENT, "token", "hunter2", "style", List.of(Secret.of("env:T"))))
                .add(effect(3, "render.page/c", "title", Secret.of("env:T")))
                .add(effect(4, "render.pages/d"))
                .add(effect(5, "render.pages/e"))
                .add(new ForEach("f", Value.of(List.of()), List.of(page(7, "q", "colour", 1, "title", "")), line(6)))
                .build();
        String problems = problems(() -> SchemaCheck.check(graph, REGISTRY));
        assertEquals("""
                x.main.kts:1: the input 'tags' of render.page/a does not fit
                  why: it should be a list but is a text, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
                  do:  give it a list
                x.main.kts:1: render.page/a has no input 'titel'
                  why: 'render.page' takes extra, icon, style, tags, title, token, wide, width
                  do:  did you mean 'title'?
                x.main.kts:1: the input 'wide' of render.page/a does not fit
                  why: it should be true or false but is a number, 1
                  do:  give it true or false
                x.main.kts:1: the input 'width' of render.page/a does not fit
                  why: it should be a number but is a text, wide
                  do:  give it a number
                x.main.kts:1: render.page/a lacks the input 'title'
                  why: 'render.page' cannot do without it
                  do:  give it a text
                x.main.kts:2: the input 'style' of render.page/b does not fit
                  why: it should be a block of fields but is a list, [•••]
                  do:  give it a block of fields
                x.main.kts:2: the input 'token' of render.page/b does not fit
                  why: it should be a secret but is a text
                  do:  give it a secret
                x.main.kts:2: render.page/b lacks the input 'title'
                  why: 'render.page' cannot do without it
                  do:  give it a text
                x.main.kts:3: render.page/c is declared as an effect
                  why: its kind 'render.page' is a computation
                  do:  declare it as a computation, or choose another kind
                x.main.kts:3: the input 'title' of render.page/c does not fit
                  why: it should be a text but is a secret
                  do:  give it a text
                x.main.kts:4: nothing here knows the kind 'render.pages'
                  why: known kinds are render.page
                  do:  add the artifact that provides it, or correct the kind
                x.main.kts:7: render.page/q has no input 'colour'
                  why: 'render.page' takes extra, icon, style, tags, title, token, wide, width
                  do:  remove it, or correct its name""", problems);
    }

    @Test
    void aRuleForAFieldThatIsNotThereIsNoRule() {
        var rules = TaskOptions.NONE.drift(
                Map.of("titel", DriftPolicy.IGNORE, "style.color", DriftPolicy.IGNORE, "*", DriftPolicy.ACCEPT));
        Graph graph = Graph.builder()
                .add(page(1, "a", "title", "x").with(rules))
                .add(page(2, "b", "title", "x").with(TaskOptions.NONE.drift(Map.of("", DriftPolicy.IGNORE))))
                .build();
        assertEquals("""
                x.main.kts:1: render.page/a has no field 'titel' to ignore
                  why: 'render.page' has extra, icon, style, tags, title, token, wide, width
                  do:  did you mean 'title'?
                x.main.kts:2: render.page/b has no field '' to ignore
                  why: 'render.page' has extra, icon, style, tags, title, token, wide, width
                  do:  remove it, or correct its name""", problems(() -> SchemaCheck.check(graph, REGISTRY)));
    }

    private static dev.slipway.model.Task page(int line, String name, Object... inputs) {
        return pure(line, "render.page/" + name, List.of(), inputs);
    }
}
