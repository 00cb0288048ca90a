package dev.annals.verification.query;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.personal.Secrets;
import dev.annals.shared.Personal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which names and addresses must be reserved for whom: the names of today are opened, brought into the forms that are
 * reserved and hashed again. Of somebody who was erased it cannot
 * be said which.
 */
final class Names {

    private static final int AT_A_TIME = 500;
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final SpoofChecker LOOKS = new SpoofChecker.Builder().build();
    private static final IDNA DOMAINS =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    private final PersonalData personal;
    private final Secrets secrets;

    Names(PersonalData personal, Secrets secrets) {
        this.personal = personal;
        this.secrets = secrets;
    }

    /** The rows of {@code reservation}. */
    Expected reservedBy(Collection<Person> people) {
        var reserved = new Expected("reservation", "kind", "hash").unchecked("algorithm");
        var all = new ArrayList<>(people);
        for (var from = 0; from < all.size(); from += AT_A_TIME)
            reserve(all.subList(from, Math.min(from + AT_A_TIME, all.size())), reserved);
        return reserved;
    }

    /** What a sealed value must be reserved as; of one that was erased nobody can say. */
    Object hashOf(String kind, Personal sealed) {
        var clear = personal.open(sealed);
        return clear.isEmpty() ? Allowed.ANYTHING : secrets.lookupHash(kind, clear);
    }

    private void reserve(List<Person> people, Expected reserved) {
        personal.prefetch(people.stream().map(person -> person.id).toList());
        for (var person : people) {
            var username = personal.open(person.username);
            if (username.isEmpty()) {
                reserved.unexplained("user_id", person.id);
                continue;
            }
            add(reserved, "login", fold(username), person);
            add(reserved, "username", skeleton(username), person);
            add(reserved, "username", skeleton(fold(username)), person);
            var email = personal.openNullable(person.email);
            if (email != null) add(reserved, "email", address(email), person);
        }
    }

    private void add(Expected reserved, String kind, String text, Person person) {
        reserved.put(kind, secrets.lookupHash(kind, text)).with("user_id", person.id);
    }

    private static String fold(String text) {
        return NFKC.normalize(UCharacter.foldCase(NFKC.normalize(text), true));
    }

    private static String skeleton(String text) {
        return fold(LOOKS.getSkeleton(fold(LOOKS.getSkeleton(text))));
    }

    private static String address(String email) {
        var folded = fold(email);
        var at = folded.lastIndexOf('@');
        return folded.substring(0, at + 1)
                + DOMAINS.nameToASCII(folded.substring(at + 1), new StringBuilder(), new IDNA.Info());
    }
}
