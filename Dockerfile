# syntax=docker/dockerfile:1
# All programs of the service, a target each: coordinator, worker, console, simulator. See docker-compose.yml.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig IocExplorer.sln ./
COPY src/ src/
COPY tests/SourceSimulator/ tests/SourceSimulator/
COPY tests/Directory.Build.props tests/
# Locked: what is restored is what the lock files say. The analyzers have had their say before an image is made.
RUN for project in src/Coordinator src/Workers src/Seed tests/SourceSimulator; do \
      dotnet restore "$project" --locked-mode && \
      dotnet publish "$project" --no-restore -c Release -o "/out/$(basename "$project")" -p:UseAppHost=false -p:RunAnalyzers=false || exit 1; \
    done

# The runtime alone: no shell tool is needed, the programs tell their health themselves. APP_UID is the image's own user without rights.
FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime
ENV DOTNET_EnableDiagnostics=0
WORKDIR /app
USER $APP_UID

FROM runtime AS coordinator
COPY --from=build /out/Coordinator .
EXPOSE 8080
ENTRYPOINT ["dotnet", "IocExplorer.Coordinator.dll"]

FROM runtime AS worker
COPY --from=build /out/Workers .
EXPOSE 8081
ENTRYPOINT ["dotnet", "IocExplorer.Workers.dll"]

FROM runtime AS console
COPY --from=build /out/Seed .
ENTRYPOINT ["dotnet", "IocExplorer.Seed.dll"]

FROM runtime AS simulator
COPY --from=build /out/SourceSimulator .
EXPOSE 8080
ENTRYPOINT ["dotnet", "IocExplorer.SourceSimulator.dll"]
