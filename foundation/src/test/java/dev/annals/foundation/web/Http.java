package dev.annals.foundation.web;

import dev.annals.foundation.personal.InMemoryPersonalData;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.store.Position;
import dev.annals.foundation.store.Positions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** Controllers behind the whole web layer of the house, without a Spring context; for tests of any module. */
public final class Http {

    private Http() {}

    /** The web layer around these controllers; personal values are sealed with this. */
    public static MockMvcTester to(PersonalData personal, Object... controllers) {
        return build(personal, new NoPositions(), List.of(), controllers);
    }

    /** The web layer around these controllers. */
    public static MockMvcTester to(Object... controllers) {
        return to(new InMemoryPersonalData(), controllers);
    }

    /** The mapper that requests and answers pass. */
    public static JsonMapper json(PersonalData personal) {
        var builder = JsonMapper.builder();
        new StrictJson(bean(PersonalData.class, personal)).customize(builder);
        return builder.build();
    }

    static MockMvcTester build(
            PersonalData personal, Positions positions, List<ProblemStyle> styles, Object... controllers) {
        var json = json(personal);
        var beans = new StaticListableBeanFactory();
        for (var i = 0; i < styles.size(); i++) beans.addBean("style" + i, styles.get(i));
        var problems = new Problems(beans.getBeanProvider(ProblemStyle.class));
        var writer = new ProblemWriter(problems, json);
        var settings = new WebSettings(
                List.of(Network.of("10.0.0.0/8")), DataSize.ofKilobytes(64), new WebSettings.Cors(List.of()));
        var position = bean(Positions.class, positions);
        return MockMvcTester.of(
                List.of(controllers),
                builder -> builder.setControllerAdvice(
                                new ProblemAdvice(problems), new PersonalPrefetch(bean(PersonalData.class, personal)))
                        .setMessageConverters(
                                new StringHttpMessageConverter(), new JacksonJsonHttpMessageConverter(json))
                        .setCustomArgumentResolvers(new ReadPositionResolver(position))
                        .addFilters(
                                new RequestFilter(settings, position, writer), new BodyLimitFilter(settings, writer))
                        .build());
    }

    static <T> org.springframework.beans.factory.ObjectProvider<T> bean(Class<T> type, T bean) {
        var beans = new StaticListableBeanFactory();
        beans.addBean(type.getSimpleName(), bean);
        return beans.getBeanProvider(type);
    }

    /** A store where nothing is ever appended. */
    static class NoPositions implements Positions {

        @Override
        public @Nullable Position appended() {
            return null;
        }

        @Override
        public void forget() {}

        @Override
        public Position head() {
            return new Position("store", 0);
        }

        @Override
        public Position parse(String text) {
            return Position.parse(text);
        }
    }
}
