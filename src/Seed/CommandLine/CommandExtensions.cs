using System.CommandLine;

namespace IocExplorer.Seed.CommandLine;

/// <summary>Lets several options or commands stand where a command is put together.</summary>
internal static class CommandExtensions
{
    extension(Command command)
    {
        public void Add(IEnumerable<Option> options)
        {
            foreach (var option in options)
            {
                command.Add(option);
            }
        }

        public void Add(IEnumerable<Command> commands)
        {
            foreach (var below in commands)
            {
                command.Add(below);
            }
        }
    }
}
