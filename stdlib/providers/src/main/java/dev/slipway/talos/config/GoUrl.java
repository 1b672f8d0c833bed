package dev.slipway.talos.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * URLs as Go's {@code net/url} reads and writes them. A patch merges a URL part by part, since upstream's merge follows the
 * pointer into {@code url.URL} (pkg/machinery/config/merge/merge.go): a part that the patch leaves out is kept.
 */
final class GoUrl {
    private static final Pattern PARTS = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?(\\[[0-9A-Fa-f:.%A-Za-z_-]*]|[^:\\[\\]]*)(:[0-9]*)?");

    static String canonical(String text) {
        Matcher parts = match(text);
        String scheme = parts.group(1);
        String authority = parts.group(2);
        if (authority != null
                && (!AUTHORITY.matcher(authority).matches() || authority.matches(".*[ <>\"\\\\^`{|}].*"))) {
            throw new IllegalArgumentException(text);
        }
        if (scheme == null
                && authority == null
                && parts.group(3).split("/", 2)[0].contains(":")) {
            throw new IllegalArgumentException(text);
        }
        return scheme == null ? text : scheme.toLowerCase(Locale.ROOT) + text.substring(scheme.length());
    }

    private static Matcher match(String text) {
        Matcher parts = PARTS.matcher(text);
        boolean hasControl = text.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
        if (hasControl || !parts.matches() || text.startsWith(":")) {
            throw new IllegalArgumentException(text);
        }
        return parts;
    }

    static String merge(String left, String right) {
        Matcher old = match(left);
        Matcher patch = match(right);
        String scheme = or(patch.group(1), old.group(1));
        String authority = or(patch.group(2), old.group(2));
        String query = or(patch.group(4), old.group(4));
        String fragment = or(patch.group(5), old.group(5));
        return (scheme.isEmpty() ? "" : scheme + ":")
                + (authority.isEmpty() ? "" : "//" + authority)
                + or(patch.group(3), old.group(3))
                + (query.isEmpty() ? "" : "?" + query)
                + (fragment.isEmpty() ? "" : "#" + fragment);
    }

    /** The host without its port and without the brackets of an IPv6 address. */
    static String host(String text) {
        String authority = or(match(text).group(2), "");
        Matcher matcher = AUTHORITY.matcher(authority);
        return matcher.matches() ? matcher.group(1).replace("[", "").replace("]", "") : "";
    }

    private static String or(@Nullable String first, @Nullable String second) {
        return first != null && !first.isEmpty() ? first : second == null ? "" : second;
    }

    private GoUrl() {}
}
