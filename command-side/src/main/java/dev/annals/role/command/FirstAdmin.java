package dev.annals.role.command;

import static dev.annals.user.UserRefusal.USERNAME_TAKEN;

import dev.annals.foundation.web.RequestContext;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleName;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.PasswordCheck;
import dev.annals.user.Accounts.Registration;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes the first ADMIN of a store that has none. The password is shown before the role is granted: a crash in between
 * leaves an account without rights, and the next start makes another ADMIN; the other way round nobody could get in.
 */
@Component
@EnableConfigurationProperties(AdminSettings.class)
@Order(BuiltInRoles.BEFORE_THE_FIRST_ADMIN + 1)
class FirstAdmin implements ApplicationRunner {

    private final AdminSettings settings;
    private final Holdings holdings;
    private final Accounts accounts;
    private final CommandGateway commands;
    private final DataSource dataSource;
    private final PrintStream out;

    @Autowired
    FirstAdmin(
            AdminSettings settings,
            Holdings holdings,
            Accounts accounts,
            CommandGateway commands,
            DataSource dataSource) {
        this(settings, holdings, accounts, commands, dataSource, System.out);
    }

    FirstAdmin(
            AdminSettings settings,
            Holdings holdings,
            Accounts accounts,
            CommandGateway commands,
            DataSource dataSource,
            PrintStream out) {
        this.settings = settings;
        this.holdings = holdings;
        this.accounts = accounts;
        this.commands = commands;
        this.dataSource = dataSource;
        this.out = out;
    }

    @Override
    public void run(ApplicationArguments arguments) throws SQLException {
        if (!holdings.hasActiveAdmin())
            underTheGuard(() -> RequestContext.system("bootstrap").during(() -> {
                if (!holdings.hasActiveAdmin()) appoint();
                return true;
            }));
    }

    /**
     * Of several processes that start at the same time one does it and the others wait. The lock has a connection of
     * its own, because what is done meanwhile are several transactions; a process that dies lets go of it.
     */
    private void underTheGuard(Runnable work) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(Holdings.LOCK_GUARD);
                work.run();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void appoint() {
        var userId = settings.hasPassword() ? configured() : withOneTimePassword();
        commands.sendAndWait(new ChangeRoles(userId, Set.of(RoleName.ADMIN), Set.of(), ""));
    }

    /** An account of this name and password is what an interrupted start has left behind. */
    private UserId configured() {
        var name = settings.username();
        var password = String.valueOf(settings.password());
        try {
            return accounts.register(wish(name, password)).userId();
        } catch (CommandRefused refused) {
            if (refused.refusal() != USERNAME_TAKEN)
                throw unusable(refused.refusal().sentence());
        }
        if (accounts.check(name, password) instanceof PasswordCheck.Right right) return right.userId();
        throw unusable("An account of this name exists with another password.");
    }

    /** Nobody is made ADMIN because he was the first to take the name: where it is taken, another one is. */
    private UserId withOneTimePassword() {
        for (var n = 1; ; n++) {
            var name = n == 1 ? settings.username() : settings.username() + "-" + n;
            var password = OneTimePassword.fresh();
            try {
                var account = accounts.registerWithOneTimePassword(wish(name, password));
                show(name, password);
                return account.userId();
            } catch (CommandRefused refused) {
                if (refused.refusal() != USERNAME_TAKEN || n == 100)
                    throw unusable(refused.refusal().sentence());
            }
        }
    }

    private static Registration wish(String name, String password) {
        return new Registration(name, null, password, Map.of());
    }

    private static IllegalStateException unusable(String why) {
        return new IllegalStateException(
                "The first ADMIN cannot be made from ANNALS_ADMIN_USERNAME and ANNALS_ADMIN_PASSWORD. " + why);
    }

    /** Not through the log: logs are collected and kept. */
    private void show(String name, String password) {
        var line = "=".repeat(72);
        out.printf(
                "%n%s%n  The first ADMIN%n%n    username            %s%n    one-time password   %s%n%n"
                        + "  Shown once, here. It must be changed at the first sign-in.%n%s%n%n",
                line, name, password, line);
        out.flush();
    }
}
