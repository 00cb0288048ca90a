package dev.annals;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.bePackagePrivate;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.annotation.Annotation;
import java.util.Date;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.queryhandling.QueryHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violation;
import org.springframework.modulith.docs.Documenter;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the map. A rule about nothing fails, and each says what made it red when it was written. */
class ArchitectureTest {

    /** Neither our tests nor what those of another module bring along for ours. */
    private static final ImportOption WHAT_RUNS =
            location -> new DoNotIncludeTests().includes(location) && !location.contains("-tests.jar");

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(WHAT_RUNS).importPackages("dev.annals");
    private static final ApplicationModules CONTEXTS = ApplicationModules.of(Platform.class, WHAT_RUNS);

    private static final Set<Class<? extends Annotation>> HANDLES =
            Set.of(CommandHandler.class, EventHandler.class, QueryHandler.class);

    /** Red: a class of session.command that used one of user.command; a word of user that held one of session. */
    @Test
    void contextsMeetOnlyThroughTheirContractsAndFormNoCycle() {
        CONTEXTS.detectViolations()
                .filter(violation -> !isAboutTheFoundation(violation))
                .throwIfPresent();
    }

    @Test
    void theMapIsDrawnFromTheCode() {
        new Documenter(CONTEXTS).writeDocumentation();
    }

    /** Red: a command handler that asked a projection, a projection that asked a command handler. */
    @ParameterizedTest
    @CsvSource({
        "command, projection, query, relay",
        "projection, command, query, relay",
        "query, command, projection, relay"
    })
    void rolesDoNotSeeEachOther(String role, String first, String second, String third) {
        check(noClasses()
                .that()
                .resideInAPackage("dev.annals.*." + role + "..")
                .and()
                .resideOutsideOfPackage("dev.annals.foundation..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.annals..")
                        .and(not(resideInAPackage("dev.annals.foundation..")))
                        .and(JavaClass.Predicates.resideInAnyPackage(
                                "dev.annals.*." + first + "..",
                                "dev.annals.*." + second + "..",
                                "dev.annals.*." + third + ".."))));
    }

    /** Red: a Spring annotation on a word of user. */
    @Test
    void contractsKnowNoFrameworkButTheAnnotationsOnThem() {
        check(classes()
                .that()
                .resideInAPackage("dev.annals.*")
                .and()
                .resideOutsideOfPackage("dev.annals.foundation")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.annals.*",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify..",
                        "org.axonframework.modelling.command",
                        "org.axonframework.serialization",
                        "org.axonframework.commandhandling"));
    }

    /** Red: foundation.store naming the events of user. */
    @Test
    void theFoundationKnowsNoContext() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.annals.foundation..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.annals.*..")
                        .and(not(JavaClass.Predicates.resideInAnyPackage(
                                "dev.annals.foundation..", "dev.annals.shared")))));
    }

    /** Red: a public class with a command handler. */
    @Test
    void handlersAreNobodysApi() {
        check(classes().that(handleMessages()).should(bePackagePrivate()));
    }

    /** Red: an event handler without a group, which Axon would have named after its package. */
    @Test
    void whatFollowsTheLogIsNamedByHand() {
        check(classes()
                .that(describe("handle events", type -> handles(type, Set.of(EventHandler.class))))
                .and()
                .resideOutsideOfPackage("dev.annals.foundation..")
                .should()
                .beAnnotatedWith(ProcessingGroup.class));
    }

    /** Red: a controller that named the aggregate User. */
    @Test
    void endpointsKnowNoAggregate() {
        check(noClasses()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .dependOnClassesThat(describe(
                        "are aggregates",
                        type -> type.getFields().stream()
                                .anyMatch(field -> field.isAnnotatedWith(AggregateIdentifier.class)))));
    }

    /** Where a library asks for it, and nowhere else. Red: a Date and an ObjectMapper in user. */
    @Test
    void nothingOutdatedIsUsed() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.annals.OpenApiDescription") // springdoc writes with Jackson 2
                .and()
                .doNotHaveFullyQualifiedName("dev.annals.session.command.TokenIssuer") // jjwt takes Dates
                .should()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.databind..")
                        .or(JavaClass.Predicates.type(Date.class))));
    }

    /** The store's own threads pace themselves; whatever serves a caller waits for something. Red: a sleep in user. */
    @Test
    void nobodySleepsWhileSomebodyWaits() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.annals.foundation.store")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class));
    }

    /** Red: a package without its package-info. */
    @Test
    void absenceIsDeclaredEverywhere() {
        check(classes()
                .that(describe(
                        "are not the only class of the root package",
                        type -> !type.getPackageName().equals("dev.annals")))
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.be(describe(
                        "in a null-marked package",
                        type -> type.getPackage().isAnnotatedWith(org.jspecify.annotations.NullMarked.class)))));
    }

    /** It is no context and has no root package to meet at: whatever is public in it is for everybody. */
    private static boolean isAboutTheFoundation(Violation violation) {
        return violation.getMessage().contains("within module 'foundation'");
    }

    private static DescribedPredicate<JavaClass> handleMessages() {
        return describe("handle messages", type -> handles(type, HANDLES));
    }

    private static boolean handles(JavaClass type, Set<? extends Class<? extends Annotation>> kinds) {
        return type.getCodeUnits().stream().anyMatch(unit -> kinds.stream().anyMatch(unit::isAnnotatedWith));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(HOUSE);
    }
}
