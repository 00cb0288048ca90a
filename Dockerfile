# syntax=docker/dockerfile:1
# The platform as an image: built with a JDK, run with a JRE by a user who owns nothing but its data.

FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /annals
COPY . .
RUN --mount=type=cache,target=/root/.m2 PATH=$PATH:/annals/.mvn/unzip ./mvnw -B -ntp -pl platform -am package \
      -DskipTests -Djacoco.skip -Dspotless.check.skip \
 && java -Djarmode=tools -jar platform/target/annals.jar extract --destination /app

FROM eclipse-temurin:25-jre-noble
RUN useradd --system --uid 10001 --home-dir /var/lib/annals --create-home annals
COPY --from=build --chown=root:root /app /app
WORKDIR /var/lib/annals
USER annals
RUN mkdir data
# What a start and the commonest requests need is loaded once here, which makes later starts quicker. It fits this JRE and this
# jar only, which are those of this image; where it could not be made, starts are slower and nothing else.
RUN --mount=type=bind,from=build,source=/annals/.mvn,target=/mvn \
    /mvn/train.sh /var/lib/annals/annals.aot /app/annals.jar java -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow \
      --enable-native-access=ALL-UNNAMED -Ddisable-axoniq-console-message=true > /tmp/training.log 2>&1 \
 || tail -20 /tmp/training.log; rm -f /tmp/training.log
EXPOSE 8088
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 \
  CMD wget -q -O /dev/null http://127.0.0.1:8088/actuator/health/readiness
# The memory is the container's to set; three quarters of it are the heap's.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", \
  "-XX:AOTCache=/var/lib/annals/annals.aot", "-Xlog:aot*=off", "-Xlog:cds*=off", \
  "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", \
  "-Ddisable-axoniq-console-message=true", "-jar", "/app/annals.jar"]
