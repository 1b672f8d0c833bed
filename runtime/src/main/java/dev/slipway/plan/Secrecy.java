package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.Value;

/**
 * Whether what changes is, was or shows a secret. What used to be a plain value of a secret field is most likely the secret
 * itself, and so is what the world says of a field that is declared as one.
 */
final class Secrecy {
    private Secrecy() {}

    static boolean covers(Step step, Change change) {
        return change.before().isSecret()
                || change.after().isSecret()
                || covers(step.task().inputs(), change.path())
                || step.before()
                        .map(was -> covers(was.declared(), change.path()))
                        .orElse(false);
    }

    private static boolean covers(Fields declared, FieldPath path) {
        Value at = declared;
        for (String segment : path.segments()) {
            if (at instanceof Secret) {
                return true;
            }
            at = at.at(FieldPath.of(segment));
        }
        return at.isSecret();
    }
}
