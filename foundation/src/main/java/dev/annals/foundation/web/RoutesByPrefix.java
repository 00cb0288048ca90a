package dev.annals.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Spring compares a path that has a variable in it with each of our hundreds of routes, by method, pattern and header:
 * with those whose first letters are others it need not. What a path is answered with does not change.
 */
final class RoutesByPrefix extends RequestMappingHandlerMapping {

    private final Map<RequestMappingInfo, String[]> prefixes = new ConcurrentHashMap<>();

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        return mayMatch(info, request) ? super.getMatchingMapping(info, request) : null;
    }

    private boolean mayMatch(RequestMappingInfo info, HttpServletRequest request) {
        var path = ServletRequestPathUtils.getParsedRequestPath(request)
                .pathWithinApplication()
                .value();
        // What is written in another way than the pattern is left to the pattern.
        if (path.indexOf('%') >= 0 || path.indexOf(';') >= 0) return true;
        for (var prefix : prefixes.computeIfAbsent(info, RoutesByPrefix::prefixesOf))
            if (path.startsWith(prefix)) return true;
        return false;
    }

    /** What each pattern begins with, up to its first variable or wildcard; the rest may be empty, and its slash too. */
    private static String[] prefixesOf(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .map(pattern -> pattern.split("/?[{*?]", 2)[0])
                .toArray(String[]::new);
    }
}
