package dev.annals.foundation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.annals.foundation.evidence.Break.Kind;
import dev.annals.foundation.settings.SettingRefused;
import dev.annals.foundation.store.TestStores;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever changes the log is found, and where. The log has events 1 to 20 but for 8 and 9, chained and sealed up to 12 and
 * up to 20.
 *
 * <p>Red: the payload, the index of the event before or the revision left out of the hash; a seal's signature not looked at.
 */
@ParameterizedClass
@ValueSource(strings = {"h2", "postgresql"})
class ChainTest {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private String database;

    @SuppressWarnings("NullAway.Init")
    private ChainedStore store;

    private Seal first = new Seal("", 0, 0, 0, "", "", java.time.Instant.EPOCH, "", new byte[0]);
    private Seal second = first;

    @BeforeEach
    void aSealedLog() {
        store = new ChainedStore(database.equals("h2") ? TestStores.h2() : TestStores.postgres());
        store.events(1, 7);
        store.events(10, 12);
        first = store.seal();
        store.events(13, 20);
        second = store.seal();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anUntouchedLogIsWholeAndProvedByItsSeals() {
        var findings = store.verify();

        assertThat(findings.breaks()).isEmpty();
        assertThat(findings.events()).isEqualTo(18);
        assertThat(findings.position()).isEqualTo(20);
        assertThat(findings.seals()).isEqualTo(2);
        assertThat(findings.provedUpTo()).isEqualTo(20);
        assertThat(findings.hash()).isEqualTo(second.hash());
    }

    @Test
    void oneChangedByteOfAnyColumnIsFound() {
        var changes = Map.of(
                "event_id", "'other'",
                "aggregate_type", "null",
                "aggregate_id", "'other'",
                "sequence_number", "1",
                "payload_type", "'user.restored'",
                "payload_revision", "'2'",
                "payload", "cast('{\"userId\":\"6\"}' as bytea)",
                "metadata", "cast('{\"actor\":\"Anonymous\"}' as bytea)",
                "recorded_at", "timestamp with time zone '2026-05-03 10:00:05.000001+00:00'");
        changes.forEach((column, value) -> {
            store.jdbc.execute("CREATE TABLE kept AS SELECT * FROM domain_event WHERE global_index = 5");
            store.jdbc.update("UPDATE domain_event SET " + column + " = " + value + " WHERE global_index = 5");

            assertThat(store.verify().breaks())
                    .as(column)
                    .extracting(Break::kind, Break::position)
                    .containsExactly(tuple(Kind.EVENT_CHANGED, 5L));

            store.jdbc.update("DELETE FROM domain_event WHERE global_index = 5");
            store.jdbc.update("INSERT INTO domain_event SELECT * FROM kept");
            store.jdbc.execute("DROP TABLE kept");
        });
        assertThat(store.verify().isWhole()).isTrue();
    }

    @Test
    void aRemovedRowIsFound() {
        store.jdbc.update("DELETE FROM domain_event WHERE global_index = 11");

        assertFirst(Kind.EVENT_REMOVED, 11);
        assertThat(store.verify().provedUpTo()).isZero();
    }

    @Test
    void aReorderedPairIsFound() {
        store.jdbc.update("UPDATE domain_event SET global_index = 99 WHERE global_index = 14");
        store.jdbc.update("UPDATE domain_event SET global_index = 14 WHERE global_index = 15");
        store.jdbc.update("UPDATE domain_event SET global_index = 15 WHERE global_index = 99");

        assertFirst(Kind.EVENT_CHANGED, 14);
        assertThat(store.verify().provedUpTo()).isEqualTo(12);
    }

    @Test
    void aCutTailIsFound() {
        store.jdbc.update("DELETE FROM domain_event WHERE global_index > 16");

        assertFirst(Kind.EVENT_REMOVED, 17);
    }

    @Test
    void aTailThatIsCutWithItsChainIsFoundByItsSeal() {
        store.jdbc.update("DELETE FROM domain_event WHERE global_index > 12");
        store.jdbc.update("DELETE FROM audit_chain_block WHERE last_index > 12");

        assertFirst(Kind.CHAIN_CUT, 20);
    }

    @Test
    void aTailThatIsCutWithEverythingIsFoundByWhoKeptTheHead() {
        store.jdbc.update("DELETE FROM domain_event WHERE global_index > 12");
        store.jdbc.update("DELETE FROM audit_chain_block WHERE last_index > 12");
        store.jdbc.update("DELETE FROM audit_seal WHERE number > 1");

        assertThat(store.verify().isWhole()).isTrue();
        assertThat(store.verify(ChainedStore.KEY, new KeptHead(20, second.hash()))
                        .breaks())
                .extracting(Break::kind, Break::position)
                .containsExactly(tuple(Kind.HEAD_LOST, 20L));
        assertThat(store.verify(ChainedStore.KEY, new KeptHead(12, first.hash()))
                        .isWhole())
                .isTrue();
    }

    @Test
    void aFilledHoleIsFoundAndNoticedByItself() {
        store.event(9);

        assertFirst(Kind.EVENT_ADDED, 9);
        assertThat(store.chain.filledHoles(10)).containsExactly(9L);
    }

    @Test
    void aRowBeforeTheFirstOneIsFound() {
        store.event(0);
        assertThat(store.verify().isWhole()).as("indexes begin with 1").isTrue();
        store.jdbc.update("UPDATE domain_event SET global_index = 8 WHERE global_index = 0");
        assertFirst(Kind.EVENT_ADDED, 8);
    }

    @Test
    void aChainThatWasMadeAnewAfterAChangeContradictsItsSeals() {
        store.jdbc.update("DELETE FROM audit_chain_block");
        store.jdbc.update("DELETE FROM audit_chain_hole");
        store.jdbc.update("UPDATE domain_event SET payload_type = 'user.restored' WHERE global_index = 5");
        store.jdbc.update("UPDATE audit_seal SET log_index = -log_index"); // Out of the way of the next chain.
        var chainer = store.chainer("one", ChainedStore.KEY);
        store.settledUpTo(12);
        chainer.chainSome();
        store.settledUpTo(20);
        chainer.chainSome();
        store.jdbc.update("UPDATE audit_seal SET log_index = -log_index");

        assertFirst(Kind.SEAL_CONTRADICTS, 12);
    }

    @Test
    void aBlockOfTheChainThatIsMissingOrChangedOrInventedIsFound() {
        var block =
                "SELECT %d, events, total - 1, hash, places, chained_at FROM audit_chain_block WHERE last_index = 20";
        var spoilt = Map.of(
                "DELETE FROM audit_chain_block WHERE last_index = 12",
                20L,
                "UPDATE audit_chain_block SET total = total + 1 WHERE last_index = 12",
                12L,
                "UPDATE audit_chain_block SET hash = (SELECT hash FROM audit_chain_block WHERE last_index = 20)"
                        + " WHERE last_index = 12",
                12L,
                "INSERT INTO audit_chain_block (last_index, events, total, hash, places, chained_at) "
                        + block.formatted(15),
                15L);
        spoilt.forEach((spoil, position) -> {
            store.jdbc.execute("CREATE TABLE kept AS SELECT * FROM audit_chain_block");
            store.jdbc.update(spoil);

            assertThat(store.verify().breaks())
                    .as(spoil)
                    .extracting(Break::kind, Break::position)
                    .contains(tuple(Kind.CHAIN_CHANGED, position));

            store.jdbc.update("DELETE FROM audit_chain_block");
            store.jdbc.update("INSERT INTO audit_chain_block SELECT * FROM kept");
            store.jdbc.execute("DROP TABLE kept");
        });
        assertThat(store.verify().isWhole()).isTrue();
    }

    @Test
    void aSealThatNobodyMadeIsFound() {
        store.jdbc.update(
                "INSERT INTO audit_seal (number, log_index, events, hash, previous, sealed_at, key_id, signature)"
                        + " SELECT 3, 19, 17, hash, previous, sealed_at, key_id, signature FROM audit_seal WHERE number = 2");

        assertThat(store.verify().breaks()).extracting(Break::kind).contains(Kind.SEAL_FORGED);
    }

    @Test
    void aForgedSealIsFound() {
        var stranger = store.chainer("one", ChainedStore.key((byte) 9));
        store.jdbc.update("DELETE FROM audit_seal WHERE number = 2");
        stranger.seal(Duration.ZERO).orElseThrow();

        assertFirst(Kind.SEAL_FORGED, 20);
        assertThat(store.verify().provedUpTo()).isEqualTo(12);
    }

    @Test
    void aChangedSealIsFound() {
        for (var change : List.of(
                "signature = cast('0123456789012345678901234567890123456789012345678901234567890123' as bytea)",
                "sealed_at = timestamp with time zone '2026-05-03 10:00:05+00:00'",
                "events = 17")) {
            store.jdbc.execute("CREATE TABLE kept AS SELECT * FROM audit_seal");
            store.jdbc.update("UPDATE audit_seal SET " + change + " WHERE number = 2");

            assertThat(store.verify().breaks())
                    .as(change)
                    .extracting(Break::kind)
                    .contains(Kind.SEAL_FORGED);

            store.jdbc.update("DELETE FROM audit_seal");
            store.jdbc.update("INSERT INTO audit_seal SELECT * FROM kept");
            store.jdbc.execute("DROP TABLE kept");
        }
        assertThat(store.verify().isWhole()).isTrue();
    }

    @Test
    void aMissingSealIsFound() {
        store.jdbc.update("DELETE FROM audit_seal WHERE number = 1");

        assertFirst(Kind.SEAL_MISSING, 20);
    }

    @Test
    void whatIsNotSettledIsNotChained() {
        store.events(22, 24);
        store.settledUpTo(20);
        assertThat(store.chainer("one", ChainedStore.KEY).chainSome()).isZero();

        store.event(21);
        store.settledUpTo(24);
        assertThat(store.chainer("one", ChainedStore.KEY).chainSome()).isEqualTo(4);
        assertThat(store.verify().isWhole()).isTrue();
    }

    @Test
    void oneOfManyProcessesChains() {
        store.events(21, 24);

        assertThat(store.chainer("another", ChainedStore.KEY).chainSome()).isZero();
        store.chainer("one", ChainedStore.KEY).leave();
        assertThat(store.chainer("another", ChainedStore.KEY).chainSome()).isEqualTo(4);
    }

    @Test
    void aNewKeyFollowsOnTheOldOne() {
        store.events(21, 22);
        var both = ChainedStore.KEY + "\n" + ChainedStore.key((byte) 8) + "\n";
        var chainer = store.chainer("one", both);
        chainer.chainSome();

        var seal = chainer.seal(Duration.ZERO).orElseThrow();

        assertThat(seal.keyId()).isNotEqualTo(second.keyId());
        assertThat(seal.previous()).isEqualTo(second.fingerprint());
        assertThat(store.verify(both, null).provedUpTo()).isEqualTo(22);
        assertThat(store.verify(ChainedStore.key((byte) 8), null).isWhole())
                .as("the old key may be thrown away")
                .isTrue();
        assertThat(store.seals.keys()).extracting(PublicSealKey::keyId).hasSize(2);
    }

    @Test
    void aBrokenKeyIsRefusedWithoutSayingIt() {
        for (var broken : List.of("short", ChainedStore.KEY.substring(4), "", "not base 64!"))
            assertThatThrownBy(() -> SealKeys.parse(broken, "ANNALS_AUDIT_SEAL_KEY"))
                    .isInstanceOf(SettingRefused.class)
                    .hasMessage("A key of the audit seal in ANNALS_AUDIT_SEAL_KEY is not 32 bytes in base64");
    }

    @Test
    void aPublicKeyIsTheOneThatEveryoneDerivesFromTheSecret() {
        // RFC 8032, section 7.1, test 1.
        var seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        var raw = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

        assertThat(HexFormat.of().formatHex(SealKey.of(seed).publicKey())).endsWith(raw);
    }

    @Test
    void manyBlocksAreFollowed() {
        store.jdbc.batchUpdate(Stream.iterate(21L, index -> index + 1)
                .limit(3_000)
                .map(index -> "INSERT INTO domain_event SELECT " + index + ", 'e" + index + "', aggregate_type, 'u"
                        + index + "', sequence_number, payload_type, payload_revision, payload, metadata, recorded_at"
                        + " FROM domain_event WHERE global_index = 1")
                .toArray(String[]::new));
        store.seal();
        assertThat(store.verify().isWhole()).isTrue();
        assertThat(store.verify().events()).isEqualTo(3_018);

        store.jdbc.update("DELETE FROM domain_event WHERE global_index = 2500");
        store.jdbc.update("UPDATE domain_event SET event_id = 'x' WHERE global_index = 700");

        assertThat(store.verify().breaks())
                .extracting(Break::kind, Break::position)
                .containsExactly(tuple(Kind.EVENT_CHANGED, 700L), tuple(Kind.EVENT_REMOVED, 2_500L));
    }

    private void assertFirst(Kind kind, long position) {
        assertThat(store.verify().breaks())
                .first()
                .extracting(Break::kind, Break::position)
                .containsExactly(kind, position);
    }
}
