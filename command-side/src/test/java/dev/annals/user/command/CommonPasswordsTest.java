package dev.annals.user.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Makes the list, and holds the packaged one to it. {@code -Dannals.rewrite=true} writes it anew. */
class CommonPasswordsTest {

    private static final Path LIST = Path.of("src/main/resources/dev/annals/user/command/common-passwords.txt");
    private static final int SHORTEST = 8;

    private static final String WORDS = """
            password passwort contrasena motdepasse senha parola wachtwoord salasana haslo passw0rd p@ssword p@ssw0rd pass
            admin administrator root user guest login welcome letmein access secret master default changeme temp temporary
            test tester testing demo sample example hello goodbye please iloveyou loveyou love lovely forever sunshine
            princess queen king prince angel angels baby babygirl babyboy sweet sweetie honey sugar candy cookie chocolate
            cheese coffee pepper ginger banana orange apple cherry peach melon strawberry pumpkin flower rose lily daisy
            monkey dragon tiger lion eagle falcon hawk wolf bear panda rabbit bunny kitty kitten puppy horse pony dolphin
            shark turtle spider snake phoenix unicorn butterfly chicken turkey elephant hunter ranger killer ninja samurai
            warrior soldier captain general pirate wizard magic merlin gandalf hobbit starwars startrek skywalker vader
            yoda jedi batman superman spiderman ironman hulk thor avenger joker pokemon pikachu naruto sasuke goku mario
            luigi zelda sonic minecraft fortnite roblox diablo starcraft warcraft counter strike gamer player game games
            football soccer baseball basketball hockey tennis golf rugby cricket chelsea arsenal liverpool barcelona
            realmadrid juventus manchester everton celtic rangers yankees lakers cowboys steelers packers eagles redsox
            ferrari porsche mercedes toyota honda nissan suzuki yamaha harley mustang corvette camaro chevy ford audi bmw
            summer winter spring autumn january february march april may june july august september october november december
            monday tuesday wednesday thursday friday saturday sunday morning night midnight moonlight starlight rainbow
            thunder lightning storm ocean river mountain island beach desert forest garden earth heaven freedom liberty
            america canada mexico brasil brazil england london paris berlin tokyo seoul bangkok china korea japan thailand
            russia india france germany italy spain turkey chicago boston dallas denver phoenix texas florida california
            michael michelle jennifer jessica ashley amanda nicole daniel andrew joshua matthew anthony robert william
            thomas charles george richard joseph david james john peter paul mark steven stephen kevin brian jason justin
            brandon jordan tyler austin taylor alexander alexandra samantha stephanie elizabeth victoria veronica patricia
            barbara maria marina natasha olga tatiana svetlana sergey dmitry ivan igor oleg carlos miguel jose juan pedro
            pablo diego fernando roberto antonio francesco giovanni marco luca matteo pierre jacques nicolas sebastian
            christian christine christopher patrick martin oliver harry charlie oscar jack sophie emma emily hannah olivia
            sarah laura rachel rebecca melissa vanessa angela anna julia sandra monica diana jasmine crystal amber tiffany
            heather brittany courtney lauren megan morgan bailey buddy buster charlie max rocky lucky bella molly sadie
            shadow smokey tigger simba snoopy scooby mickey minnie donald garfield peanut pebbles muffin cupcake
            computer internet server network windows microsoft google facebook twitter instagram youtube amazon samsung
            apple nokia motorola android iphone linux ubuntu oracle cisco router system sysadmin database backup office
            company business manager director school college student teacher doctor nurse police family mother father
            mommy daddy sister brother friend friends bestfriend boyfriend girlfriend wedding marriage jesus christ
            church blessed faith grace hope trust believe spirit hallelujah buddha allah krishna shalom peace happy
            smile laugh funny crazy stupid loser winner champion number success money dollar gold golden silver diamond
            metallica nirvana slipknot eminem rammstein beatles elvis madonna blink korn tupac music guitar drummer piano
            blue green yellow purple black white orange pink brown silver qwerty qwertz azerty asdf asdfgh zxcvbn qazwsx
            qweasd poiuyt lkjhgf mnbvcx abc abcd abcde abcdef trustno nothing something whatever nobody matrix
            """;

    private static final List<String> ENDINGS = Stream.of(
                    Stream.of("", "!", "!!", "!!!", "?", ".", "*", "#", "@", "$", "1!", "12!", "123!", "1234!", "@1"),
                    Stream.of("@123", "#1", "_1", "_123", "007", "69", "77", "88"),
                    Stream.of("99", "00", "11", "22", "123123", "321", "666", "777", "111", "abc"),
                    IntStream.rangeClosed(1, 9).mapToObj(length -> "123456789".substring(0, length)),
                    IntStream.rangeClosed(0, 9).mapToObj(n -> "0" + n),
                    IntStream.rangeClosed(2015, 2030).mapToObj(String::valueOf))
            .flatMap(endings -> endings)
            .toList();

    @Test
    void thePackagedListIsTheOneThatIsMadeHere() throws IOException {
        var made = String.join("\n", make()) + "\n";
        if (Boolean.getBoolean("annals.rewrite")) Files.writeString(LIST, made);
        assertThat(LIST).hasContent(made);
    }

    @Test
    void theListIsLongEnough() {
        assertThat(new CommonPasswords().size()).isGreaterThan(10_000);
    }

    private static TreeSet<String> make() {
        var list = new TreeSet<String>();
        for (var word : WORDS.split("\\s+")) {
            for (var ending : ENDINGS) list.add(word + ending);
            list.add(word + word);
            list.add("my" + word);
            list.add("i" + word);
            list.add("the" + word);
            list.add("123" + word);
            list.add("1" + word);
        }
        walks().forEach(list::add);
        repetitions().forEach(list::add);
        list.removeIf(password -> password.length() < SHORTEST);
        return list;
    }

    /** Along the rows and columns of a keyboard, there and back. */
    private static Stream<String> walks() {
        return Stream.of(
                        "1234567890",
                        "0123456789",
                        "qwertyuiop",
                        "asdfghjkl",
                        "zxcvbnm",
                        "qwertzuiop",
                        "azertyuiop",
                        "abcdefghijklmnopqrstuvwxyz",
                        "1q2w3e4r5t6y7u8i9o0p",
                        "q1w2e3r4t5y6u7i8o9p0",
                        "1qaz2wsx3edc4rfv",
                        "qazwsxedcrfvtgb",
                        "qweasdzxc",
                        "zaq12wsx",
                        "zaq1xsw2cde3",
                        "1a2b3c4d5e6f",
                        "a1b2c3d4e5f6",
                        "qwerty123456",
                        "123456qwerty",
                        "qwertyasdfgh",
                        "asdfghzxcvbn",
                        "qwertyuiopasdfghjklzxcvbnm")
                .flatMap(row -> Stream.of(row, new StringBuilder(row).reverse().toString()))
                .flatMap(row -> IntStream.range(0, row.length())
                        .boxed()
                        .flatMap(from ->
                                IntStream.rangeClosed(from + 1, row.length()).mapToObj(to -> row.substring(from, to))))
                .filter(walk -> walk.length() <= 26)
                .flatMap(walk ->
                        walk.length() > 12 ? Stream.of(walk) : Stream.of(walk, walk + "!", walk + "1", walk + "123"));
    }

    /** One to four characters over and over. */
    private static Stream<String> repetitions() {
        var units = Stream.concat(
                Stream.of(
                        "ab", "abc", "abcd", "xy", "xyz", "qwe", "qwer", "asd", "asdf", "zxc", "zxcv", "la", "ha",
                        "lol"),
                IntStream.concat(IntStream.range(0, 1_000), IntStream.rangeClosed(1900, 2100))
                        .mapToObj(String::valueOf));
        var letters = IntStream.rangeClosed('a', 'z').mapToObj(Character::toString);
        return Stream.concat(units, letters)
                .flatMap(unit -> IntStream.rangeClosed(2, 16).mapToObj(unit::repeat))
                .filter(text -> text.length() <= 16);
    }
}
