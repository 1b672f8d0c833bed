package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a node finds out about a URL before it downloads: pve-manager PVE/API2/Nodes.pm, query_url_metadata. */
final class UrlMetadata {
    private UrlMetadata() {}

    static void routes(Routes routes) {
        routes.on("GET", "/nodes/{node}/query-url-metadata", UrlMetadata::query);
    }

    /** What there is to download is told in the property {@code images}. */
    private static Object query(ApiCall call) {
        String url = call.text("url");
        for (String image : ApiCall.listed(call.in().site().placement().property("images", ""))) {
            if (image.startsWith(url + "#")) {
                return shown(url, Long.parseLong(image.split("#", -1)[1]) << 20);
            }
        }
        throw ApiException.because("invalid server response: '404 Not Found'");
    }

    private static Map<String, Object> shown(String url, long size) {
        var row = new LinkedHashMap<String, Object>();
        String name = url.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        if (!name.isEmpty()) {
            row.put("filename", name);
        }
        row.put("size", size);
        row.put("mimetype", "application/octet-stream");
        return row;
    }
}
