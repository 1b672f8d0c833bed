package dev.slipway.lab.kube.object;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field, in upstream's words (kubernetes/apimachinery: pkg/util/validation/field/errors.go, Error.ErrorBody).
 *
 * @param reason the reason of the cause in a status, such as {@code FieldValueInvalid}
 */
public record FieldError(String reason, String field, String message) {
    public static FieldError required(String field, String detail) {
        return new FieldError("FieldValueRequired", field, "Required value" + (detail.isEmpty() ? "" : ": " + detail));
    }

    public static FieldError invalid(String field, @Nullable Object value, String detail) {
        return new FieldError("FieldValueInvalid", field, "Invalid value: " + GoText.value(value) + ": " + detail);
    }

    public static FieldError forbidden(String field, String detail) {
        return new FieldError("FieldValueForbidden", field, "Forbidden" + (detail.isEmpty() ? "" : ": " + detail));
    }

    public static FieldError duplicate(String field, @Nullable Object value) {
        return new FieldError("FieldValueDuplicate", field, "Duplicate value: " + GoText.value(value));
    }

    public static FieldError typed(String field, @Nullable Object value, String detail) {
        return new FieldError("FieldValueTypeInvalid", field, "Invalid value: " + GoText.value(value) + ": " + detail);
    }

    public static FieldError tooMany(String field, int given, int most) {
        return new FieldError(
                "FieldValueTooMany", field, "Too many: " + given + ": must have at most " + most + " items");
    }

    public static FieldError notFound(String field, @Nullable Object value) {
        return new FieldError("FieldValueNotFound", field, "Not found: " + GoText.value(value));
    }

    public static FieldError tooLong(String field, int most) {
        return new FieldError("FieldValueTooLong", field, "Too long: may not be more than " + most + " bytes");
    }

    public static FieldError unsupported(String field, @Nullable Object value, Collection<String> supported) {
        String values = supported.stream().map(GoText::quoted).collect(Collectors.joining(", "));
        return new FieldError(
                "FieldValueNotSupported",
                field,
                "Unsupported value: " + GoText.value(value)
                        + (values.isEmpty() ? "" : ": supported values: " + values));
    }

    public static FieldError unsupported(String field, @Nullable Object value, String... supported) {
        return unsupported(field, value, Arrays.asList(supported));
    }

    public String text() {
        return field + ": " + message;
    }
}
